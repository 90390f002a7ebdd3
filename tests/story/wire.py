"""Invented reports for the tests of copies: an agency's, a reporter's own of the same event, and others."""

from __future__ import annotations

WIRE = (
    (
        "ORSIN (Northwire) - The harbour bridge of Orsin was closed to all traffic on Tuesday after divers found "
        "cracks in two of its nine piers, the port authority said."
    ),
    (
        "Engineers will examine the remaining piers over the next ten days, and heavy lorries are sent through "
        "the tunnel at Velm, where queues of four kilometres had formed by the early evening."
    ),
    (
        "“We would rather stop every car in this city than lose a single one of them,” said Mayor Ada Brenn, who "
        "had been called back from a trade fair in the capital."
    ),
    (
        "The bridge, which opened in 1961 and carries some 42,000 vehicles a day, was last repaired nine years "
        "ago at a cost of 18 million crowns, paid for the most part by the province."
    ),
    (
        "Opposition councillors accused the authority of having ignored a warning that its own surveyor, Jan "
        "Okker, sent in March and repeated in a letter three months later."
    ),
    (
        "The authority said it had acted on every recommendation it received, and that it would publish the "
        "letters by the end of the week."
    ),
)

OWN = (
    "For the fishmongers under the arches the day began like any other, until the barriers came down at ten.",
    (
        "“We would rather stop every car in this city than lose a single one of them,” said Mayor Ada Brenn, "
        "standing beside a row of empty stalls on the quay."
    ),
    (
        "Her decision followed pictures that divers brought up at dawn: fissures as wide as a thumb, in two "
        "pillars out of nine."
    ),
    (
        "Drivers queued for an hour at Velm, and a bakery there sold out twice, its owner told this newspaper "
        "with a shrug and a grin."
    ),
    (
        "How long repairs may take nobody would say; ten days are planned just to look at what has not been "
        "looked at yet."
    ),
    (
        "Councillor Ilse Hamm, who sits for the opposition, wants to know who read a surveyor's warning in spring "
        "and who put it in a drawer."
    ),
)

OTHER = (
    "The orchestra of Velm will open its season with a work for forty cellos, the hall announced yesterday.",
    ("Conductor Piet Aalders had asked amateurs from the whole valley to join, and more than two hundred wrote back."),
    "Rehearsals begin in the old sugar mill, since no stage in town is large enough to hold them all at once.",
    "Tickets cost between eight and thirty crowns and go on sale on the first day of the coming month.",
    "A second concert for schools is planned, provided that enough instruments can be borrowed in time.",
)

FOLLOW_UP = (
    ("The port authority of Orsin published its surveyor's letters on Friday, three days after it closed the bridge."),
    ("They show that Jan Okker wrote of hairline cracks as early as March and asked for divers, whom nobody sent."),
    "A spokesman called the delay regrettable and announced that an outside firm would look into the matter.",
    (
        "The bridge, which opened in 1961 and carries some 42,000 vehicles a day, was last repaired nine years "
        "ago at a cost of 18 million crowns, paid for the most part by the province."
    ),
    ("Two councillors asked for the resignation of the authority's head, who was not to be reached for comment."),
)
