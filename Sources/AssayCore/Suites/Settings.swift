/// How a run is carried out: what a protocol fixes and options may change.
public struct Settings: Sendable, Hashable, Codable {
    /// Askings of each sample, at least 1.
    public var trials: Int
    /// How the target is to answer.
    public var target: Parameters
    /// The target's system prompt.
    public var system: String?
    /// How the judge is to answer.
    public var judge: Parameters
    /// Rules order, limit and, where `sendsSeed`, the sampling of the endpoint.
    public var seed: Int
    /// Whether requests carry the seed.
    public var sendsSeed: Bool
    /// How the target is helped by a search; nil for a run without.
    public var retrieval: Retrieval?
    /// Where the confidence of answers is taken from; nil for a run that does not ask.
    public var confidence: ConfidenceSource?
    /// Nil for the published order, so that run files from before there was another read as what they are.
    private var otherOptionOrder: OptionOrder?

    /// Settings of a protocol.
    public init(
        trials: Int, target: Parameters, system: String? = nil, judge: Parameters, seed: Int = 1, sendsSeed: Bool
    ) {
        self.trials = trials
        self.target = target
        self.system = system
        self.judge = judge
        self.seed = seed
        self.sendsSeed = sendsSeed
    }

    enum CodingKeys: String, CodingKey {
        case trials, target, system, judge, seed, sendsSeed = "sends_seed", otherOptionOrder = "option_order"
        case retrieval, confidence
    }

    /// In which order options are shown; of use to multiple choice alone.
    public var optionOrder: OptionOrder {
        get { otherOptionOrder ?? .published }
        set { otherOptionOrder = newValue == .published ? nil : newValue }
    }

    /// The seed that a trial's requests carry; nil where none is sent.
    ///
    /// Trials run from 1.
    public func seed(ofTrial trial: Int) -> Int? {
        sendsSeed ? seed &* 1000 &+ trial : nil
    }
}

extension Settings {
    /// The value of a field that the endpoint's own default decides.
    public static let notSet = "not set"
    /// The value of a field that a publication does not give.
    public static let notStated = "not stated by the publication"

    /// The settings field by field, in the words in which protocols are compared.
    public var fields: [String: String] {
        var fields = ["trials": String(trials), "seed": sendsSeed ? "sent" : Settings.notSet]
        fields["options.order"] = otherOptionOrder?.words
        fields["retrieval"] = retrieval?.mode.rawValue
        fields["confidence"] = confidence?.rawValue
        fields["target.system"] = system.map { "given, SHA-256 \(Digest(of: $0).hex.prefix(12))" }
        for (role, parameters) in [("target", target), ("judge", judge)] {
            fields["\(role).temperature"] = parameters.temperature.map(Self.plain)
            fields["\(role).top_p"] = parameters.topP.map(Self.plain)
            fields["\(role).answer_tokens"] = parameters.answerTokens.map(String.init)
            fields["\(role).image_detail"] = parameters.imageDetail
            fields["\(role).reasoning_effort"] = parameters.reasoningEffort
        }
        return fields
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : String(number)
    }
}
