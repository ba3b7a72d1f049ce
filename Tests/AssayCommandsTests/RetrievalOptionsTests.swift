import ArgumentParser
import AssayCore
import Testing

@testable import AssayCommands

struct RetrievalOptionsTests {
    @Test(
        arguments: [
            ([], nil), (["--rag", "none"], nil), (["--rag", "passive", "--documents", "d"], .passive),
            (["--rag", "active", "--search", "s"], .active), (["--rag", "active"], .active),
        ] as [([String], Retrieval.Mode?)])
    func `a mode is read with what it searches`(arguments: [String], mode: Retrieval.Mode?) throws {
        #expect(try RetrievalOptions.parse(arguments).mode == mode)
    }

    @Test(arguments: [
        (["--documents", "d"], "--documents is used with --rag passive or --rag active alone"),
        (["--rag", "none", "--documents", "d"], "--documents is used with --rag passive"),
        (["--search", "s"], "--search is used with --rag passive"),
        (["--rag", "passive", "--documents", "d", "--search", "s"], "give one of them"),
        (["--rag", "always"], "none, passive or active"),
    ])
    func `what has no effect or contradicts itself is refused`(arguments: [String], words: String) {
        do {
            _ = try RetrievalOptions.parse(arguments)
            Issue.record("\(arguments) were taken")
        } catch {
            let message = RetrievalOptions.fullMessage(for: error)
            #expect(message.contains(words) || (words.contains("none,") && message.contains("'always'")), "\(message)")
        }
    }

    @Test func `the options stand in the manifest`() throws {
        let given = try RunFlags.parse(["--rag", "passive", "--documents", "laws"]).given
        #expect(given["--rag"] == "passive" && given["--documents"] == "laws" && given["--search"] == nil)
    }
}
