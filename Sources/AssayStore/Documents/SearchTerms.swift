import Foundation

/// The terms by which documents are searched: Chinese as overlapping pairs of characters, everything else as whole words.
///
/// Texts are brought to NFKC and lower case first, so that `Ａ` is `a`. Nobody has to know where a Chinese word ends: a
/// word that query and document share gives shared pairs. Kana and Hangul are taken as Chinese characters are.
struct SearchTerms {
    /// A term of a query.
    struct Term: Hashable {
        let text: String
        /// Whether whatever begins with it fits: a single character is part of no pair of its own.
        let isPrefix: Bool
    }

    private let scalars: [Unicode.Scalar]

    init(_ text: String) {
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        scalars = Array((isASCII ? text : text.precomposedStringWithCompatibilityMapping).lowercased().unicodeScalars)
    }

    /// The terms in the order of the text, each followed by a space: what is indexed.
    ///
    /// The last character of a run of Chinese stands once more by itself, so that every character begins a term.
    var indexed: String {
        var text: [UInt8] = []
        text.reserveCapacity(scalars.count * 7)
        func add(_ run: ArraySlice<Unicode.Scalar>) {
            for scalar in run { text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter }
            text.append(0x20)
        }
        for run in runs {
            if run.isPaired {
                for start in run.range { add(scalars[start..<min(start + 2, run.range.upperBound)]) }
            } else {
                add(scalars[run.range])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The different terms in the order of the text: what is searched for.
    var searched: [Term] {
        var seen: Set<Term> = []
        var terms: [Term] = []
        func add(_ range: Range<Int>, isPrefix: Bool = false) {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            let term = Term(text: String(view), isPrefix: isPrefix)
            if seen.insert(term).inserted { terms.append(term) }
        }
        for run in runs {
            if !run.isPaired {
                add(run.range)
            } else if run.range.count == 1 {
                add(run.range, isPrefix: true)
            } else {
                for start in run.range.dropLast() { add(start..<start + 2) }
            }
        }
        return terms
    }

    /// Characters in a row that are of one kind.
    private struct Run {
        let range: Range<Int>
        /// Whether it is cut into pairs.
        let isPaired: Bool
    }

    private var runs: [Run] {
        var runs: [Run] = []
        var start = 0
        var kind = Kind.other
        func close(at end: Int) {
            if kind != .other, start < end { runs.append(Run(range: start..<end, isPaired: kind == .paired)) }
        }
        for (place, scalar) in scalars.enumerated() {
            let next = Kind(scalar)
            guard next != kind else { continue }
            close(at: place)
            (start, kind) = (place, next)
        }
        close(at: scalars.count)
        return runs
    }

    private enum Kind {
        case paired, word, other

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x30...0x39, 0x61...0x7A: self = .word
            case ..<0x80: self = .other
            case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3041...0x3096, 0x30A1...0x30FA, 0xAC00...0xD7A3, 0xF900...0xFAFF,
                0x20000...0x3FFFF, 0x3005...0x3007:
                self = .paired
            default: self = scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? .word : .other
            }
        }
    }
}
