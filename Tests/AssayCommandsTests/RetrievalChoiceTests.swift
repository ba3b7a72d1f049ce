import ArgumentParser
import AssayCore
import AssaySuites
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayCommands

struct RetrievalChoiceTests {
    private func configuration(_ names: [String]) throws -> Configuration {
        let folder = try TemporaryFolder()
        let yaml = "search:\n" + names.map { "  \($0): {url: 'https://h/{query}', text: a}\n" }.joined()
        return try Configuration.read(
            named: folder.write((names.isEmpty ? "endpoints: {}" : yaml).utf8, to: "assay.yaml").string)
    }

    private func choice(
        _ arguments: [String], _ names: [String] = [], of suite: any Suite = ChineseSafetyQA()
    ) throws -> RetrievalChoice? {
        try RetrievalChoice(RetrievalOptions.parse(arguments), of: suite, configuration(names))
    }

    @Test func `documents, a named endpoint or the only one are what is searched`() throws {
        #expect(try choice([]) == nil)
        #expect(try choice(["--rag", "none"], ["a"]) == nil)
        #expect(try choice(["--rag", "passive", "--documents", "d"], ["a"])?.source == .documents(path: "d"))
        #expect(try choice(["--rag", "active", "--search", "b"], ["a", "b"])?.source == .web(name: "b"))
        let only = try choice(["--rag", "active"], ["a"])
        #expect(only?.source == .web(name: "a") && only?.mode == .active)
    }

    @Test(
        arguments: [
            (["--rag", "passive"], [], "--rag passive needs something to search; give --documents DIR"),
            (["--rag", "passive"], ["a", "b"], "several search endpoints (a, b); choose one with --search NAME"),
            (
                ["--rag", "passive", "--search", "c"], ["a", "b"],
                "no search endpoint is called 'c'; assay.yaml has a, b"
            ),
            (["--rag", "passive", "--search", "c"], [], "describe it in assay.yaml"),
        ] as [([String], [String], String)])
    func `without anything to search it says what to give`(arguments: [String], names: [String], words: String) {
        do {
            _ = try choice(arguments, names)
            Issue.record("\(arguments) were taken")
        } catch {
            #expect("\(error)".contains(words), "\(error)")
        }
    }

    @Test(arguments: ["none", "passive", "active"]) func `a suite that offers no search takes none of its flags`(
        mode: String
    ) {
        #expect(throws: CommandFault.self) { try choice(["--rag", mode], of: SIUO()) }
    }

    @Test func `a run is resumed with what it began with, documents also where they are now`() throws {
        var manifest = Manifest(
            program: "assay test", created: .now, suite: .init(name: "x", version: "1"),
            dataset: .init(name: "x", digest: Digest(of: "x"), samples: 1, available: 1, skipped: 0), rubric: nil,
            protocolUse: .init(name: "assay", departures: []),
            settings: Settings(trials: 1, target: Parameters(), judge: Parameters(), sendsSeed: true), models: [:],
            options: ["--documents": "laws"])
        var retrieval = Retrieval(
            mode: .active, source: .documents(count: 1, digest: Digest(of: "x")), passages: 5, characters: 9)
        func source(_ documents: String?) throws -> RetrievalChoice.Source {
            try RetrievalChoice(retrieval, of: manifest, documents: documents).source
        }
        #expect(try source(nil) == .documents(path: "laws"))
        #expect(try source("moved") == .documents(path: "moved"))
        manifest.options = [:]
        #expect(throws: CommandFault("the run searches documents; name their folder with --documents")) {
            try source(nil)
        }
        retrieval.source = .web(name: "library", address: "x")
        #expect(try source(nil) == .web(name: "library"))
        #expect(throws: CommandFault.self) { try source("laws") }
    }
}
