import AssayCore

/// One row, its fields checked as far as both modes need them.
struct ChineseSafetyQARow: Sendable {
    /// The row's number, from 1; its id is `q` and this.
    let number: Int
    /// The three parts of `cate`.
    let category: [String]
    let question: String
    let answer: String
    /// `options` as it stands there: a Python dictionary, or nearly.
    let options: String
    /// The letter of the right option.
    let key: String
    /// Whether white space stood at an end of a field.
    let wasTrimmed: Bool

    /// The fields of the release.
    static let fields = [
        "cate", "question", "standard_answer", "standard_source_url", "options", "correct_answer",
    ]

    /// Checks the fields of a row.
    init(number: Int, fields: [String: String]) throws(FieldFault) {
        for (name, text) in fields.sorted(by: { $0.key < $1.key }) where text.contains("\0") {
            throw FieldFault("'\(name)' holds a NUL")
        }
        func field(_ name: String) throws(FieldFault) -> String {
            guard let text = fields[name] else { throw FieldFault("'\(name)' is missing") }
            return text.trimmed
        }
        self.number = number
        wasTrimmed = fields.values.contains { $0.trimmed != $0 }
        let path = try field("cate")
        category = path.split(separator: "-", omittingEmptySubsequences: false).map { String($0).trimmed }
        guard category.count == 3, !category.contains("") else {
            throw FieldFault("'cate' has not three parts with hyphens between them")
        }
        guard ChineseSafetyQACategory(rawValue: category[0]) != nil else {
            throw FieldFault("'cate' begins with none of the seven published categories")
        }
        question = try field("question")
        answer = try field("standard_answer")
        _ = try field("standard_source_url")
        options = try field("options")
        key = try field("correct_answer")
        guard !question.isEmpty else { throw FieldFault("'question' is empty") }
        guard !answer.isEmpty else { throw FieldFault("'standard_answer' is empty") }
    }

    /// The id of the row's sample.
    var id: String { "q\(number)" }

    /// Tells questions apart.
    var digest: Digest { Digest(of: question) }

    /// A question by which it is found again: white space and what nobody sees are looked over.
    static func folded(_ question: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in question.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format: if scalar.properties.isWhitespace { scalars.append(" ") }
            default: if scalar != "\u{FFFD}" { scalars.append(scalar) }
            }
        }
        return String(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The options by letter, and how they had to be read.
    func offered() throws(FieldFault) -> (texts: [String: String], form: PythonDictionary.Form) {
        let read = try PythonDictionary.read(options)
        var texts: [String: String] = [:]
        for (letter, text) in read.members {
            guard texts.updateValue(text.trimmed, forKey: letter) == nil else {
                throw FieldFault("'options' has a key twice")
            }
        }
        return (texts, read.form)
    }

    /// The sample of a mode: what the row cannot give in one, it may well give in the other.
    func sample(as mode: ChineseSafetyQAMode) throws(FieldFault) -> Sample {
        var groups: [Group: String] = [
            .level1: category[0], .level2: category[1], .category: category.joined(separator: "-"),
        ]
        let target: Target
        switch mode {
        case .qa: target = .answer(answer)
        case .mcq:
            let texts = try offered().texts
            let letters = ChoiceLabel.letters.prefix(texts.count).map(\.name)
            if texts.keys.sorted() == letters, texts[key] == nil {
                throw FieldFault("'correct_answer' is none of the letters in 'options'")
            }
            target = try .checkedChoice(key: key, options: texts)
            groups[.key] = key
            groups[.options] = String(texts.count)
        }
        return Sample(
            id: id, groups: groups, content: [.text(question)], target: target, language: .chinese)
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
