import Testing

@testable import EndToEnd

struct HelpStartTests {
    @Test func `a program that does not know --help is no figure`() {
        #expect(throws: BenchmarkFault.failed(what: "assay --help", status: 1)) {
            try HelpStart.median(of: 3, program: "/bin/false")
        }
    }
}
