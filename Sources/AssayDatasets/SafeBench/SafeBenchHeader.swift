import AssayCore

/// Whether the first row of a file of SafeBench is a heading or a query; decided by what is there, never taken for granted.
///
/// The released texts are written with a heading that the released readers do not skip (PROTOCOLS 1.6): who guesses wrong
/// asks every query with the picture of the next one.
enum SafeBenchHeader {
    /// What is known of one file.
    struct Evidence {
        /// Its rows, a heading among them where there is one.
        var rows: Int
        /// The first field of its first row; nil where that row cannot be read.
        var first: String?
        /// How many media there are for it; nil where there are none of any kind to count.
        var media: Int?
        /// How many queries the publication has in such a file.
        var published: Int
        /// Whether the other rows are of several words, so that a lone word is none of them.
        var othersAreSentences: Bool
        /// Whether every file, of several, begins with the same words and has one row more than media.
        var allHaveOneMore: Bool
    }

    /// What was found.
    enum Finding: Equatable {
        /// The first row is a query.
        case none
        /// The first row is a heading, because of this.
        case heading(Reason)
        /// Nothing tells; the first row is taken for a query, and that is said.
        case assumedNone
        /// The texts and the media do not go together, whether the first row reads as a heading or not.
        case contradiction(firstIsHeading: Bool)

        /// Whether the first row is no query.
        var skipsFirst: Bool {
            switch self {
            case .heading, .contradiction(firstIsHeading: true): true
            default: false
            }
        }
    }

    /// What made a row a heading.
    enum Reason: String {
        /// It is one of the words that stand above queries.
        case word = "it is a word that stands above queries"
        /// There is one row more than media.
        case media = "there is one row more than there are media"
        /// There is one row more than were published.
        case published = "there is one row more than queries were published"
    }

    /// Words that stand above a column of queries, in lower case.
    private static let words: Set<String> = [
        "question", "questions", "query", "queries", "text", "texts", "prompt", "prompts", "instruction",
        "instructions", "sentence", "sentences", "content", "contents", "input", "inputs", "0", "unnamed: 0",
        "generated_text", "goal", "behavior", "behaviour", "data", "harmful_query", "harmful question",
        "user_query", "corpus", "sample", "item",
    ]

    /// Whether a field is a word that stands above queries.
    static func isHeading(_ field: String) -> Bool {
        let folded = field.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.contains(folded) || !SafeBenchSubcategory.like(field).isEmpty
            || SafeBenchSubcategory.category(like: field) != nil
    }

    /// Weighs what is known.
    static func finding(_ evidence: Evidence) -> Finding {
        let isWord = evidence.first.map(isHeading) ?? false
        guard let media = evidence.media else {
            if evidence.rows == evidence.published + 1 { return .heading(isWord ? .word : .published) }
            if isWord { return .heading(.word) }
            return evidence.rows == evidence.published ? .none : .assumedNone
        }
        switch evidence.rows - media {
        case 0 where !isWord: return .none
        case 1 where isWord: return .heading(.word)
        case 1 where evidence.rows == evidence.published + 1 || evidence.allHaveOneMore || isLoneWord(evidence):
            return .heading(.media)
        default: return .contradiction(firstIsHeading: isWord)
        }
    }

    /// Whether the first field is a word among sentences.
    private static func isLoneWord(_ evidence: Evidence) -> Bool {
        guard let first = evidence.first, evidence.rows > 2 else { return false }
        return evidence.othersAreSentences && first.count <= 30 && !first.contains(where: \.isWhitespace)
            && !first.isEmpty
    }
}
