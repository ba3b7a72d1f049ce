/// How many samples each stratum gives to a limited run.
struct Quotas: Sendable, Hashable {
    /// A stratum of the dataset.
    struct Stratum: Sendable, Hashable {
        /// Its name.
        let name: String
        /// Samples in it.
        let size: Int
    }

    /// Samples planned, by stratum; a stratum that gives none is not in it.
    let planned: [String: Int]

    /// Shares a limit proportionally, at least one a stratum, by largest remainder; ties go to the larger stratum, then
    /// by name.
    ///
    /// A limit below the number of strata goes to the largest strata, one each.
    init(of strata: [Stratum], limit: Int?) {
        let available = strata.reduce(0) { $0 + $1.size }
        guard let limit, limit < available else {
            planned = Dictionary(uniqueKeysWithValues: strata.map { ($0.name, $0.size) })
            return
        }
        precondition(limit > 0, "a limit is at least one sample")
        let ordered = strata.sorted { $0.size != $1.size ? $0.size > $1.size : $0.name < $1.name }
        guard limit >= strata.count else {
            planned = Dictionary(uniqueKeysWithValues: ordered.prefix(limit).map { ($0.name, 1) })
            return
        }
        planned = Self.proportional(ordered, limit: limit)
    }

    /// `ordered`: the strata, the largest first.
    private static func proportional(_ ordered: [Stratum], limit: Int) -> [String: Int] {
        var (sharing, seats, size) = (ordered[...], limit, ordered.reduce(0) { $0 + $1.size })
        var quotas: [String: Int] = [:]
        // A stratum whose share is below one gets one; what is left is shared among the larger ones.
        while let smallest = sharing.last, seats * smallest.size < size {
            quotas[smallest.name] = 1
            (seats, size) = (seats - 1, size - smallest.size)
            sharing.removeLast()
        }
        for stratum in sharing { quotas[stratum.name] = seats * stratum.size / size }
        let left = limit - quotas.values.reduce(0, +)
        let byRemainder = sharing.enumerated().sorted { first, second in
            let remainders = (seats * first.element.size % size, seats * second.element.size % size)
            return remainders.0 != remainders.1 ? remainders.0 > remainders.1 : first.offset < second.offset
        }
        for (_, stratum) in byRemainder.prefix(left) { quotas[stratum.name, default: 0] += 1 }
        return quotas
    }
}
