// A storefront's side of a checkout, for browsers and for Node 20: every call can be repeated until it is known what came of it.
// node docs/clients/storefront.mjs http://127.0.0.1:8080 buys two units of product 1, and is refused a thousand. docs/clients.md tells more.

const LONGEST_WAIT_SECONDS = 5;

export class Storefront {
  // The token is the customer's, from your identity provider. A key of the role storefront belongs on a server, never in a browser.
  constructor(base, { token = null, patienceSeconds = 30 } = {}) {
    this.base = base;
    this.token = token;
    this.patienceSeconds = patienceSeconds;
  }

  product(id) {
    return this.#call('GET', `/api/products/${id}`);
  }

  hold(productId, quantity, customerId = null) {
    return this.#call('POST', '/api/holds', { product_id: productId, quantity, customer_id: customerId });
  }

  order(holdId) {
    return this.#call('POST', '/api/orders', { hold_id: holdId });
  }

  showOrder(id) {
    return this.#call('GET', `/api/orders/${id}`);
  }

  cancel(orderId) {
    return this.#call('POST', `/api/orders/${orderId}/cancel`);
  }

  release(holdId) {
    return this.#call('DELETE', `/api/holds/${holdId}`);
  }

  // One key for all attempts: whatever was lost on the way, the call is carried out once and answered the same.
  async #call(method, path, body) {
    const headers = { Accept: 'application/json' };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    if (body) headers['Content-Type'] = 'application/json';
    if (method === 'POST') headers['Idempotency-Key'] = crypto.randomUUID();
    const deadline = Date.now() + this.patienceSeconds * 1000;
    for (let attempt = 0; ; attempt++) {
      const answer = await attemptOnce(this.base + path, { method, headers, body: body && JSON.stringify(body) });
      if (answer.ok) return answer.json;
      const wait = answer.waitSeconds ?? Math.min(2 ** attempt / 4, LONGEST_WAIT_SECONDS);
      if (!answer.mayBeRepeated || Date.now() + wait * 1000 > deadline) throw new Refused(answer);
      // Buyers who were refused together do not come back together.
      await new Promise(resolve => setTimeout(resolve, wait * (1 + Math.random() / 2) * 1000));
    }
  }
}

// Branch on `type`, the last part of the problem's type; the other fields are in `problem` (docs/problems.md).
export class Refused extends Error {
  constructor({ problem }) {
    super(problem?.detail ?? 'No answer came in time');
    this.problem = problem;
    this.type = problem?.type.split('/').pop() ?? 'no-answer';
  }
}

async function attemptOnce(url, request) {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(10_000) });
    const json = await response.json();
    if (response.ok) return { ok: true, json };
    const after = response.headers.get('Retry-After');
    const type = json.type.split('/').pop();
    return {
      problem: json,
      mayBeRepeated: [408, 429, 503].includes(response.status) || type === 'idempotency-key-in-flight',
      waitSeconds: after ? Number(after) : undefined,
    };
  } catch {
    // Nothing came, or half of it: what became of the request is not known.
    return { mayBeRepeated: true };
  }
}

if (typeof process !== 'undefined' && process.argv[1]?.endsWith('storefront.mjs')) {
  const shop = new Storefront(process.argv[2] ?? 'http://127.0.0.1:8080');
  const hold = await shop.hold(1, 2);
  const order = await shop.order(hold.hold_id);
  console.log('order', order.order_id, order.status, 'until', order.expires_at);
  await shop.hold(1, 1000).catch(refused => console.log('refused:', refused.type, refused.problem.available_stock, 'left'));
}
