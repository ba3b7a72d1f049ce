import AssayCore

/// What is wrong with a request: where, and in which of the ways that providers tell apart.
struct RequestProblem: Error, Sendable, Hashable {
    /// The ways, in OpenAI's words; the other forms have their own words for them.
    enum Code: String, Sendable, Hashable {
        case unknown = "unknown_parameter"
        case missing = "missing_required_parameter"
        case wrongType = "invalid_type"
        case wrongValue = "invalid_value"
        case unsupported = "unsupported_value"
        case empty = "empty_array"
        case badImage = "invalid_image_url"
        case notJSON = "invalid_json"
    }

    /// Such as `messages[0].content[1].type`.
    let parameter: String
    let code: Code

    /// A problem at a place.
    init(_ parameter: String, _ code: Code) {
        self.parameter = parameter
        self.code = code
    }

    /// The last step of the place, without its number.
    var name: String {
        String((parameter.split(separator: ".").last ?? "").prefix { $0 != "[" })
    }

    /// The place without its last step.
    var enclosing: String {
        parameter.split(separator: ".").dropLast().joined(separator: ".")
    }
}

/// The members of one object of a request, read strictly: a key that the form does not have, or has twice, is refused.
struct RequestFields {
    /// Where the object stands; empty for the whole request.
    let place: String
    private let values: [String: JSONValue]

    /// Reads an object; `spelled` says how a key stands in `known`, since Gemini takes each key in two spellings.
    init(
        _ value: JSONValue, at place: String = "", known: [String], spelled: (String) -> String = { $0 }
    ) throws(RequestProblem) {
        self.place = place
        guard let members = value.members else { throw RequestProblem(place, .wrongType) }
        var values: [String: JSONValue] = [:]
        for member in members {
            let key = spelled(member.key)
            guard known.contains(key) else { throw RequestProblem(Self.place(of: member.key, in: place), .unknown) }
            guard values.updateValue(member.value, forKey: key) == nil else {
                throw RequestProblem(Self.place(of: key, in: place), .wrongValue)
            }
        }
        self.values = values.filter { $0.value != .null }
    }

    /// The keys that hold something.
    var keys: Set<String> { Set(values.keys) }

    /// Where a member stands.
    func place(of key: String) -> String { Self.place(of: key, in: place) }

    private static func place(of key: String, in place: String) -> String {
        place.isEmpty ? key : "\(place).\(key)"
    }

    /// A member; nil where it is absent or null.
    subscript(_ key: String) -> JSONValue? { values[key] }

    /// A member of one type; nil where it is absent.
    func value<Value>(_ key: String, _ read: (JSONValue) -> Value?) throws(RequestProblem) -> Value? {
        guard let value = values[key] else { return nil }
        guard let read = read(value) else { throw RequestProblem(place(of: key), .wrongType) }
        return read
    }

    /// A member that must be there.
    func required<Value>(_ key: String, _ read: (JSONValue) -> Value?) throws(RequestProblem) -> Value {
        guard let value = try value(key, read) else { throw RequestProblem(place(of: key), .missing) }
        return value
    }

    /// A text that must be one of some.
    func choice(_ key: String, of choices: [String]) throws(RequestProblem) -> String? {
        guard let text = try value(key, \.string) else { return nil }
        guard choices.contains(text) else { throw RequestProblem(place(of: key), .wrongValue) }
        return text
    }

    /// Refuses numbers outside their ranges.
    func check(_ ranges: KeyValuePairs<String, ClosedRange<Double>>) throws(RequestProblem) {
        for (key, range) in ranges {
            guard let number = try value(key, \.number) else { continue }
            guard range.contains(number) else { throw RequestProblem(place(of: key), .wrongValue) }
        }
    }

    /// The elements of a list that must be there, each with its place.
    func list(_ key: String) throws(RequestProblem) -> [(place: String, value: JSONValue)] {
        let elements = try required(key, \.elements)
        return elements.enumerated().map { ("\(place(of: key))[\($0)]", $1) }
    }
}
