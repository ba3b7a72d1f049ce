public import AssayCore

/// The samples of an audit: every response of a set in every dress.
public struct AuditDataset: Dataset {
    /// The set's name.
    public var name: String { gold.name }

    private let gold: AuditSet
    private let dresses: [Dress]

    /// A set in some dresses; the undressed samples are always among them.
    public init(_ gold: AuditSet, dresses: Set<Dress> = Set(Dress.allCases)) {
        self.gold = gold
        self.dresses = Dress.allCases.filter { $0 == .none || dresses.contains($0) }
    }

    /// The rows that could not be read, then the samples response by response, each made when it is asked for.
    public func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error> {
        let reading = Reading(dataset: self)
        return AsyncThrowingStream { await reading.next() }
    }

    /// How many samples there are.
    public var count: Int { gold.responses.count * dresses.count }

    /// Every response in every dress, in the order of the samples.
    public var dressings: some Sequence<Dressing> {
        (0..<count).lazy.map(dressing)
    }

    private func dressing(at place: Int) -> Dressing {
        let (response, dress) = place.quotientAndRemainder(dividingBy: dresses.count)
        return Dressing(gold.responses[response], as: dresses[dress])
    }

    /// Where a stream of entries is; a picture is drawn only when its sample is asked for.
    private actor Reading {
        private let dataset: AuditDataset
        private var place = 0

        init(dataset: AuditDataset) {
            self.dataset = dataset
        }

        func next() -> Result<Sample, DatasetFault>? {
            let faults = dataset.gold.faults
            defer { place += 1 }
            if place < faults.count { return .failure(faults[place]) }
            let number = place - faults.count
            return number < dataset.count ? .success(dataset.dressing(at: number).sample) : nil
        }
    }
}
