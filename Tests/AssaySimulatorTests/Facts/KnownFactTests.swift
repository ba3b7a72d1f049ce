import Testing

@testable import AssaySimulator

struct KnownFactTests {
    @Test(arguments: [(" 一\n二  三\t", "一 二 三"), ("一", "一"), (" \n", "")])
    func `a text on one line has single spaces`(text: String, line: String) {
        #expect(KnownFact.onOneLine(text) == line)
    }
}
