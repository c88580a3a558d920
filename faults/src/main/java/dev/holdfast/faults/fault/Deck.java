package dev.holdfast.faults.fault;

import dev.holdfast.faults.crash.CrashPoint;
import dev.holdfast.faults.fleet.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Faults that strike one after the other, never two of one deck at once. Those of different decks do not know of each other.
 *
 * @param cards what is in it
 */
public record Deck(List<Card> cards) {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    /**
     * One kind of fault.
     *
     * @param times  it is to strike in ten minutes, at least 1; in less time in proportion, but once
     * @param always whether it has to, even if the machine is so slow that it takes longer than the campaign was given
     */
    public record Card(Fault fault, int times, boolean always) {

        Card(Fault fault, int times) {
            this(fault, times, false);
        }

        /** @return in a campaign of that length */
        int timesIn(Duration time) {
            return (int) Math.max(1, Math.ceilDiv(times * time.toMillis(), TEN_MINUTES.toMillis()));
        }
    }

    public Deck {
        cards = List.copyOf(cards);
    }

    /** @return a deck of what a campaign has to strike with, each kind as often as any other */
    public static Deck of(Fault... faults) {
        return new Deck(Stream.of(faults).map(fault -> new Card(fault, 1)).toList());
    }

    /**
     * @param time    of the campaign
     * @param brokers how many there are
     * @return all kinds of faults, in decks that strike side by side
     */
    public static List<Deck> all(Duration time, int brokers) {
        return List.of(ofRelays(), ofOtherApplications(), ofDatabase(), ofBrokers(time, brokers));
    }

    private static Deck ofRelays() {
        List<Card> cards = new ArrayList<>(List.of(
                new Card(new ApplicationFault.Kill(Role.RELAY), 7, true),
                new Card(new ApplicationFault.Freeze(Role.RELAY), 2),
                new Card(new ApplicationFault.FrozenCommit(), 2),
                new Card(new ApplicationFault.DelayedCommit(), 1),
                new Card(new ApplicationFault.SecondOwner(), 1)));
        CrashPoint.ofRelay().forEach(point -> cards.add(new Card(new ApplicationFault.Death(point), 1)));
        return new Deck(cards);
    }

    private static Deck ofOtherApplications() {
        List<Card> cards = new ArrayList<>(List.of(
                new Card(new ApplicationFault.Kill(Role.API), 3),
                new Card(new ApplicationFault.Freeze(Role.API), 2),
                new Card(new ApplicationFault.Kill(Role.WORKER), 2),
                new Card(new ApplicationFault.Freeze(Role.WORKER), 2)));
        CrashPoint.ofApi().forEach(point -> cards.add(new Card(new ApplicationFault.Death(point), 1)));
        return new Deck(cards);
    }

    private static Deck ofDatabase() {
        return new Deck(List.of(
                new Card(new DatabaseFault.Kill(), 4, true),
                new Card(new DatabaseFault.Freeze(), 2),
                new Card(new LinkFault.Cut(), 3),
                new Card(new LinkFault.LostBefore(), 4),
                new Card(new LinkFault.LostAfter(), 4),
                new Card(new LinkFault.IdsInverted(), 4),
                new Card(new LinkFault.SlowCommits(), 3)));
    }

    /** A short campaign, as one that belongs to every build, leaves out what Kafka itself may not survive. */
    private static Deck ofBrokers(Duration time, int brokers) {
        List<Card> cards = new ArrayList<>(List.of(
                new Card(new BrokerFault.Kill(), 3),
                new Card(new BrokerFault.Freeze(), 3),
                new Card(new BrokerFault.AllAway(), 1)));
        if (brokers > 1 && time.compareTo(TEN_MINUTES) >= 0) {
            cards.add(new Card(new BrokerFault.AllKilled(), 1));
        }
        return new Deck(cards);
    }
}
