package dev.holdfast.api.security.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The text of an API key: {@code holdfast_} and 64 hexadecimal digits, which are 256 random bits. The first part is for tools that look
 * for secrets in places where none belong.
 *
 * <p>What is kept is its SHA-256. Slow hashes such as bcrypt make up for passwords that people think up; nobody finds 256 random bits by
 * trying, however fast a try is, and a slow hash at each request would be a cheap way to bring the API down.
 *
 * @param text shown once, to who has it made; in no log and no table
 */
record SecretKey(String text) {

    private static final Pattern FORM = Pattern.compile("holdfast_[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static SecretKey random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SecretKey("holdfast_" + HexFormat.of().formatHex(bytes));
    }

    boolean isWellFormed() {
        return FORM.matcher(text).matches();
    }

    /** @return 64 hexadecimal digits in lower case */
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "a key";
    }
}
