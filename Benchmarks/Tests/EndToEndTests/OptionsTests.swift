import Testing

@testable import EndToEnd

struct OptionsTests {
    @Test func `no argument is the full measurement`() throws {
        let options = try Options([])
        #expect((options.samples, options.growth, options.repetitions) == (500, 10, 3))
        #expect(options.assay == nil && !options.isQuick)
    }

    @Test(arguments: [["--quick", "--samples", "7"], ["--samples", "7", "--quick"]])
    func `a stated number of samples holds with quick too`(arguments: [String]) throws {
        let options = try Options(arguments)
        #expect((options.samples, options.repetitions, options.isQuick) == (7, 1, true))
    }

    @Test(arguments: [
        (["--samples"], Options.Fault.value(of: "--samples")), (["--samples", "0"], .value(of: "--samples")),
        (["--samples", "many"], .value(of: "--samples")), (["--assay"], .value(of: "--assay")),
        (["--fast"], .unknown("--fast")), (["--help"], .helpWanted),
    ])
    func `what cannot be used is refused by name`(arguments: [String], fault: Options.Fault) {
        #expect(throws: fault) { try Options(arguments) }
    }
}
