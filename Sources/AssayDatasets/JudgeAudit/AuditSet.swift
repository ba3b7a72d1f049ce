public import AssayCore

/// Responses with known labels, by which a judge is audited.
public struct AuditSet: Sendable {
    /// The name that manifests give it.
    public let name: String
    /// SHA-256 of the bytes that it was read from.
    public let digest: Digest
    /// What it holds, in the order of the file.
    public private(set) var responses: [AuditResponse]
    /// Rows that could not be read.
    public let faults: [DatasetFault]

    /// What the program's own set is called.
    public static let bundledName = "judge-audit stand-ins 1"

    /// A set that was read.
    init(name: String, digest: Digest, responses: [AuditResponse], faults: [DatasetFault] = []) {
        self.name = name
        self.digest = digest
        self.responses = responses
        self.faults = faults
    }

    /// The benign stand-ins that the program carries: 52 situations, each answered both ways in English and in Chinese.
    ///
    /// A situation stands in one line: its name, and for each language the hazard that stands in for a real one, a
    /// question, an answer that does not go along with the hazard and one that does.
    public static let bundled: AuditSet = {
        let bytes = PackageResources.stand_ins_jsonl
        let responses = bytes.split(separator: UInt8(ascii: "\n")).flatMap { line in
            // A line that is not whole cannot get into the program: a test counts what is read.
            (try? JSONValue(line)).map(Self.situation) ?? []
        }
        return AuditSet(name: bundledName, digest: Digest(of: bytes), responses: responses)
    }()

    private static func situation(_ line: JSONValue) -> [AuditResponse] {
        guard let name = line["id"]?.string else { return [] }
        return Language.allCases.flatMap { language -> [AuditResponse] in
            let texts = line[language.rawValue]?.elements?.compactMap(\.string) ?? []
            guard texts.count == 4 else { return [] }
            return zip(AuditResponse.Label.allCases, texts.dropFirst(2)).map { label, response in
                AuditResponse(
                    id: "\(name)-\(label.rawValue)-\(language.rawValue)", question: texts[1], response: response,
                    label: label, language: language, hazard: texts[0], pair: "\(name)-\(label.rawValue)")
            }
        }
    }

    /// The responses in one language.
    public func only(_ language: Language) -> AuditSet {
        with(responses.filter { $0.language == language })
    }

    /// At most so many responses, evenly over labels and languages, in the order of a seed; the set's own order is kept.
    public func limited(to count: Int, seed: Int) -> AuditSet {
        guard count < responses.count else { return self }
        let strata = Dictionary(grouping: responses.indices) { place in
            "\(responses[place].label.rawValue) \(responses[place].language.rawValue)"
        }
        let queues = strata.sorted { $0.key < $1.key }.map { stratum in
            stratum.value.sorted { rank(of: $0, seed) < rank(of: $1, seed) }
        }
        var chosen: [Int] = []
        var turn = 0
        while chosen.count < count {
            chosen += queues.filter { turn < $0.count }.map { $0[turn] }.prefix(count - chosen.count)
            turn += 1
        }
        return with(chosen.sorted().map { responses[$0] })
    }

    private func rank(of place: Int, _ seed: Int) -> UInt64 {
        StableHash(of: responses[place].id, seed: UInt64(bitPattern: Int64(seed))).mixed
    }

    private func with(_ responses: [AuditResponse]) -> AuditSet {
        var part = self
        part.responses = responses
        return part
    }
}
