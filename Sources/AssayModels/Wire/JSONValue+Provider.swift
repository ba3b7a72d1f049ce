import AssayCore

extension JSONValue {
    /// A string, or an integer written as one: providers give codes both ways.
    var code: String? { string ?? integer.map(String.init) }

    /// A count of tokens; nil where it is no whole number from 0 to some billions.
    ///
    /// Counts are added up, and what an endpoint makes up must end no run: a count that cannot be is not stated.
    var tokens: Int? { integer.flatMap { 0...Self.mostTokens ~= $0 ? $0 : nil } }

    private static var mostTokens: Int { 1 << 32 }

    /// The categories that a filter's results say were filtered, not only detected, in alphabetical order.
    var filteredCategories: [String] {
        (members ?? []).filter { $0.value["filtered"]?.bool == true }.compactMap { $0.key.safeCode }.sorted()
    }
}

extension String {
    /// The text where it is a short code and nothing else; a provider's own words may quote the prompt.
    ///
    /// A code has at most 64 letters, digits, `_`, `-` and `.`.
    var safeCode: String? {
        let isSafe = utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        return isSafe && (1...64).contains(utf8.count) ? self : nil
    }
}

extension [JSONValue] {
    /// Every element read; nil where one cannot be.
    func collect<Value>(_ read: (JSONValue) -> Value?) -> [Value]? {
        var values: [Value] = []
        for element in self {
            guard let value = read(element) else { return nil }
            values.append(value)
        }
        return values
    }
}
