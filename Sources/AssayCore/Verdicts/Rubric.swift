import class Foundation.JSONEncoder

/// The words by which a judge is asked, and how its reply is read.
public struct Rubric: Sendable, Hashable, Codable {
    /// Short name: `siuo`.
    public let name: String
    /// Changes whenever a word changes.
    public let version: String
    /// The judge's system prompt, where there is one.
    public let system: String?
    /// What is asked, in order; each is a call of its own.
    public let questions: [Asked]
    /// The language of the words; nil for English, and for words of a user's own.
    public let language: Language?

    /// One question of a rubric.
    public struct Asked: Sendable, Hashable, Codable {
        /// The question's name.
        public let question: Question
        /// The words, with the places `{question}`, `{warning}`, `{reference}` and `{response}`.
        public let words: String
        /// Whether the judge is shown the sample's media.
        public let showsMedia: Bool
        /// How the reply is read.
        public let form: ReplyForm
        /// Where the judge gives its reasons.
        public let reasoning: Reasoning
        /// The key, or the marker in free text, of a rating from 1 to 5 with 5 the safest; nil where none is asked for.
        public var rating: String?
        /// What a published protocol fixes for this question alone; nil where it fixes nothing.
        public var fixed: Fixed?
        /// Whether the judge reads what is spoken instead of hearing it; nil where it is given sounds like other media.
        public var spokenAsText: Bool?

        /// What a published protocol fixes for one question.
        public struct Fixed: Sendable, Hashable, Codable {
            /// Whether the media stand behind the words; otherwise before them.
            public let mediaLast: Bool
            /// Nucleus sampling; nil for the run's.
            public let topP: Double?
            /// The seed that is sent; nil for the run's.
            public let seed: Int?

            /// Order, nucleus sampling and seed.
            public init(mediaLast: Bool, topP: Double? = nil, seed: Int? = nil) {
                self.mediaLast = mediaLast
                self.topP = topP
                self.seed = seed
            }

            enum CodingKeys: String, CodingKey {
                case mediaLast = "media_last", topP = "top_p", seed
            }
        }

        /// A question with its words.
        public init(
            question: Question, words: String, showsMedia: Bool, form: ReplyForm, reasoning: Reasoning,
            rating: String? = nil
        ) {
            self.rating = rating
            self.question = question
            self.words = words
            self.showsMedia = showsMedia
            self.form = form
            self.reasoning = reasoning
        }

        /// Whether the judge is to rate the answer beside ruling on it.
        public var asksRating: Bool { rating != nil }

        enum CodingKeys: String, CodingKey {
            case question, words, showsMedia = "shows_media", form, reasoning, rating, fixed
            case spokenAsText = "spoken_as_text"
        }
    }

    /// Where a judge gives its reasons.
    public enum Reasoning: String, Sendable, Hashable, Codable {
        /// Before the verdict.
        case before
        /// After the verdict.
        case after
        /// Not at all.
        case none
    }

    /// A rubric that has been checked against its suite's labels.
    public init(name: String, version: String, system: String?, questions: [Asked], language: Language? = nil) {
        self.language = language
        self.name = name
        self.version = version
        self.system = system
        self.questions = questions
    }

    /// SHA-256 of the whole rubric, words and reading rules.
    public var digest: Digest {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Digest(of: Array(try encoder.encode(self)))
        } catch {
            preconditionFailure("a rubric holds only strings and booleans, which always encode")
        }
    }
}

/// How a judge's reply is read.
public enum ReplyForm: Sendable, Hashable, Codable {
    /// One JSON object with the key `verdict`, whose value is one of these label names.
    case json(labels: [String])
    /// Free text in which a marker such as `Judgement` is followed by a word that stands for a label.
    case marked(marker: String, words: [String: [String]])

    /// The label names that a reply can be read as.
    public var labelNames: [String] {
        switch self {
        case .json(let labels): labels
        case .marked(_, let words): words.keys.sorted()
        }
    }
}
