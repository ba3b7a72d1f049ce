/// A truth value that may not be known yet.
///
/// Kleene's strong three-valued logic (S. C. Kleene, *Introduction to Metamathematics*, 1952, section 64): a statement
/// is known as soon as no completion of what is unknown could change it.
public enum Ternary: Sendable, Hashable, CaseIterable {
    /// It does not hold.
    case `false`
    /// What it depends on is missing.
    case unknown
    /// It holds.
    case `true`

    /// A known value.
    public init(_ value: Bool) {
        self = value ? .true : .false
    }

    /// False where either side is false, true where both are true, otherwise unknown.
    public static func && (left: Ternary, right: Ternary) -> Ternary {
        if left == .false || right == .false { return .false }
        return left == .true && right == .true ? .true : .unknown
    }

    /// True where either side is true, false where both are false, otherwise unknown.
    public static func || (left: Ternary, right: Ternary) -> Ternary {
        if left == .true || right == .true { return .true }
        return left == .false && right == .false ? .false : .unknown
    }

    /// Turns true and false around; unknown stays unknown.
    public static prefix func ! (value: Ternary) -> Ternary {
        switch value {
        case .true: .false
        case .false: .true
        case .unknown: .unknown
        }
    }
}
