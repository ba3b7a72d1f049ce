import Foundation
import Testing

@testable import AssayCommands

struct YAMLFileTests {
    private struct Plan: Decodable, Equatable {
        let name: String
        let count: Int
    }

    private func decode(_ data: Data) throws -> Plan {
        try YAMLFile(data: data, name: "plan.yaml").decode()
    }

    @Test func `a file is decoded`() throws {
        #expect(try decode(Data("name: rice\ncount: 3\n".utf8)) == Plan(name: "rice", count: 3))
    }

    @Test(arguments: [
        ("name: rice", "plan.yaml: 'count' is missing; mend the file"),
        ("name: rice\ncount: [1]", "plan.yaml: 'count' has a value of the wrong type; mend the file"),
    ])
    func `what is wrong is said with its key`(text: String, expected: String) {
        let fault = #expect(throws: CommandFault.self) { try decode(Data(text.utf8)) }
        #expect(fault?.description == expected)
    }

    @Test func `bytes that are no text, or too many, are refused before they are read`() {
        for data in [Data([0x6E, 0xFF]), Data(repeating: 0x20, count: YAMLFile.sizeLimit + 1)] {
            let fault = #expect(throws: CommandFault.self) { try decode(data) }
            #expect(
                fault?.description == "plan.yaml: is not UTF-8 text below 1 MiB; check that it is the right file")
        }
    }
}
