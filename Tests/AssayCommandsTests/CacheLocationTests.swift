import ArgumentParser
import Foundation
import SystemPackage
import Testing

@testable import AssayCommands

struct CacheLocationTests {
    private func path(
        _ environment: [String: String], flags: [String] = ["--cache"], configured: String? = nil,
        opensCache: Bool = true
    ) throws -> String? {
        let materials = ModelMaterials(
            roles: [:], connection: try ConnectionOptions.parse(flags), opensCache: opensCache,
            environment: environment, configuration: Configuration(cache: configured))
        return try CacheLocation.path(materials)?.string
    }

    @Test(arguments: [
        (["HOME": "/home/a"], nil, "/home/a/.cache/assay/responses.sqlite"),
        (["HOME": "/home/a", "XDG_CACHE_HOME": "/var/c"], nil, "/var/c/assay/responses.sqlite"),
        (["HOME": "/home/a", "XDG_CACHE_HOME": "c"], nil, "/home/a/.cache/assay/responses.sqlite"),
        (["HOME": "/home/a"], "team.sqlite", "team.sqlite"),
        (["ASSAY_CACHE": "own.sqlite", "XDG_CACHE_HOME": "/var/c"], "team.sqlite", "own.sqlite"),
        (["ASSAY_CACHE": "", "HOME": "/home/a"], nil, "/home/a/.cache/assay/responses.sqlite"),
    ])
    func `the environment goes before the configuration, and that before the user's folder for caches`(
        _ environment: [String: String], _ configured: String?, _ expected: String
    ) throws {
        #expect(try path(environment, configured: configured) == expected)
    }

    @Test func `without the flag, or in a dry run, there is no cache`() throws {
        #expect(try path(["ASSAY_CACHE": "own.sqlite"], flags: []) == nil)
        #expect(try path(["ASSAY_CACHE": "own.sqlite"], opensCache: false) == nil)
    }

    @Test func `a user without a home is told what to do`() {
        #expect(throws: CommandFault("--cache: neither HOME nor XDG_CACHE_HOME is set; name a file in ASSAY_CACHE")) {
            try path([:])
        }
    }
}
