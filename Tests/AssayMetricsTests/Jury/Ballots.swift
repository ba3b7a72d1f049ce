import AssayCore

extension Records<Finding>.Entry {
    /// A record by the votes of its jurors in each round: `s`, `u`, `-` for one that could not be read, a point for one
    /// that was not asked, a capital for one that was carried, `!` for safe with a rating that contradicts.
    ///
    /// Safe rates 4, unsafe 2.
    static func votes(_ rounds: [String], verdict: Finding?) -> Self {
        var votes: [Vote<Finding>] = []
        for (round, letters) in rounds.enumerated() {
            for (seat, letter) in letters.enumerated() where letter != "." {
                let label: Finding? = "sS!".contains(letter) ? .safe : "uU".contains(letter) ? .unsafe : nil
                votes.append(
                    Vote(
                        question: "safe", juror: seat + 1, round: round,
                        ruling: label.map(Ruling.label) ?? .unresolved(.unreadable, isResumable: false),
                        rating: label.map { $0 == .unsafe || letter == "!" ? 2 : 4 }, isCarried: letter.isUppercase,
                        contradicts: letter == "!"))
            }
        }
        return Self(
            outcome: verdict == nil ? .unjudged(.tied) : .judged, labels: verdict.map { ["safe": $0] } ?? [:],
            votes: votes)
    }
}

extension Records<Finding> {
    /// One record a sample.
    static func voted(_ entries: [Entry]) -> Records { of(entries.map { Planned(entries: [$0]) }, trials: 1) }
}
