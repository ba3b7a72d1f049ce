import Testing

@testable import AssayStore

struct AuditFindingTests {
    @Test func `a finding names how many and at most three`() {
        #expect(AuditFinding("record", "odd records", at: ["a", "b"]).description == "odd records: 2 (a, b)")
        #expect(
            AuditFinding("record", "odd records", at: ["a", "b", "c", "d"]).description
                == "odd records: 4 (a, b, c, ...)")
    }
}
