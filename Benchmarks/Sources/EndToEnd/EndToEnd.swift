import Foundation

/// The end-to-end benchmark as a program; see README.md.
@main
enum EndToEnd {
    static func main() {
        do {
            let misses = try measure(Options(Array(CommandLine.arguments.dropFirst())))
            for miss in misses { print("MISSED: \(miss)") }
            if !misses.isEmpty { exit(1) }
        } catch Options.Fault.helpWanted {
            print(Options.help)
        } catch {
            FileHandle.standardError.write(Data("end-to-end benchmark: \(error)\n".utf8))
            exit(2)
        }
    }

    /// Measures everything, prints it, and says which thresholds were missed.
    private static func measure(_ options: Options) throws -> [String] {
        let package = BenchmarkPackage()
        let thresholds = try Thresholds(contentsOf: package.thresholds)
        let peer = try package.peer()
        let assay = try options.assay.map { URL(filePath: $0).path } ?? package.builtProgram()
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        // So that no assay.yaml of the user's is read.
        guard FileManager.default.changeCurrentDirectoryPath(folder.path) else {
            throw BenchmarkFault.unreadable(file: folder.path)
        }
        let server = try SimulatedServer(program: assay)
        defer { server.stop() }
        let comparison = Comparison(
            assay: assay, peer: peer, port: server.port, repetitions: options.repetitions, folder: folder.path)

        let small = try SIUOFolder.make(samples: options.samples, in: folder.path)
        let sides = try comparison.sides(over: small)
        let large = try SIUOFolder.make(samples: options.samples * options.growth, in: folder.path)
        let grown = try comparison.measureAssay(over: large)
        let help = try HelpStart.median(of: 20, program: assay)

        let figures = Figures(
            samples: small.samples, manySamples: large.samples, assay: sides.assay, peer: sides.peer, grown: grown,
            help: help, waiting: try waiting(of: assay, options, in: folder.path))
        print(figures.table(thresholds, repetitions: options.repetitions))
        guard !options.isQuick else {
            print("a quick look: these figures are not held against the thresholds")
            return []
        }
        return thresholds.misses(of: figures)
    }

    /// Runs whose calls wait, few calls and many.
    private static func waiting(of assay: String, _ options: Options, in folder: String) throws -> [Waiting.Run] {
        let server = try SimulatedServer(
            program: assay, faults: "latency=\(Int(Waiting.latency.milliseconds))ms")
        defer { server.stop() }
        let waiting = Waiting(assay: assay, port: server.port, folder: folder)
        return try [1, options.growth].map { try waiting.measure(trials: $0, runs: options.repetitions) }
    }
}
