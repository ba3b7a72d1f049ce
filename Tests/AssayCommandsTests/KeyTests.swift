import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayCommands

struct KeyTests {
    @Test func `a key comes from the variable that the endpoint names`() throws {
        let endpoint = Configuration.Endpoint(baseURL: "https://x", keyVariable: "LAB_KEY")
        #expect(try Key.of(endpoint, named: "lab", environment: ["LAB_KEY": "k"]) != nil)
        for environment in [[:], ["LAB_KEY": ""]] {
            #expect(throws: CommandFault("endpoint 'lab': LAB_KEY is not set; put the key into that variable")) {
                try Key.of(endpoint, named: "lab", environment: environment)
            }
        }
    }

    @Test func `a key file is read only when nobody else can read it`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("key\n".utf8, to: "key").string
        let endpoint = Configuration.Endpoint(baseURL: "https://x", keyFile: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        #expect(throws: CommandFault("endpoint 'lab': \(file) can be read by others; run chmod 600 on it")) {
            try Key.of(endpoint, named: "lab", environment: [:])
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        #expect(try Key.of(endpoint, named: "lab", environment: [:]) != nil)
    }

    @Test func `an endpoint without a key needs none`() throws {
        #expect(try Key.of(.init(baseURL: "https://x"), named: "lab", environment: [:]) == nil)
    }

    @Test func `an empty key file is an error`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(" \n".utf8, to: "key").string
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        #expect(throws: CommandFault("endpoint 'lab': \(file) holds no key; put the key into it")) {
            try Key.of(.init(baseURL: "https://x", keyFile: file), named: "lab", environment: [:])
        }
    }
}
