import ArgumentParser
import AssayCore
import AssayDatasets
import AssayMetrics
import AssayReports
import AssaySuites
import SystemPackage

/// `assay datasets coverage`: how many samples lie in each viewpoint, and which have too few.
struct DatasetsCoverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Count a dataset's samples by category, modality combination and language.",
        discussion: """
            FILE is samples in our own format (docs/own-suites.md), or the YAML file of a suite of your own; a folder is \
            every such file in it, or USB-SafeBench, SafeBench or Chinese SafetyQA as released. A sample lies in a cell by its groups 'category' (with \
            'level1' and 'level2', where it has them) and 'combination': RIRT, RIST, SIRT or SIST. What lies in none is \
            counted apart and named. Media are not read, but that rows of USB whose image is gone are left out.

            SafeBench's sub-categories are counted in each form that is there: with pictures, spoken by a man, by a woman; \
            Chinese SafetyQA's categories of the second level in both modes.

            Under 20 samples a cell's rate is known to no better than 20 points either way (95 % Wilson interval at one \
            half); hence the default of --threshold.

            Examples:
              assay datasets coverage samples.jsonl
              assay datasets coverage ours/ --threshold 50 --json
              assay datasets coverage usb/
              assay datasets coverage safebench/
              assay datasets coverage kitchen.yaml --taxonomy kitchen-taxonomy.yaml
              assay datasets coverage samples.jsonl --format html --output coverage.html
            """)

    @Argument(help: ArgumentHelp("The samples: a file or a folder.", valueName: "file"))
    var path: String

    @Option(help: ArgumentHelp("The samples that a cell should have.", valueName: "n"))
    var threshold = 20

    @Option(
        help: ArgumentHelp(
            "The categories: usb, or a YAML list of {level1, level2, category}.", valueName: "usb|file"))
    var taxonomy = "usb"

    @Option(help: ArgumentHelp("Which samples are counted: vulnerability, overrefusal or all.", valueName: "usage"))
    var usage = CountedUsage.vulnerability

    @Flag(help: "Leave faulty entries out, counted, instead of refusing the dataset.")
    var skipInvalid = false

    @Option(help: "The form: text, json or html.")
    var format = Format.text

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "path"))
    var output: String?

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, html
    }

    enum CountedUsage: String, ExpressibleByArgument, CaseIterable {
        case vulnerability, overrefusal, all
    }

    func validate() throws {
        guard (1...1_000_000).contains(threshold) else { throw ValidationError("--threshold wants at least 1") }
        guard !json || format != .html else { throw ValidationError("give one of --json and --format html") }
    }

    func run() async throws {
        let sets = SafeBenchFolder.sets(below: FilePath(path))
        guard sets.isEmpty else { return try await countForms(of: sets) }
        guard !ChineseSafetyQADataset.isThere(at: FilePath(path)) else { return try await countQuestions() }
        let tree = try taxonomy == "usb" ? Taxonomy.usb : TaxonomyFile.read(at: taxonomy)
        let datasets = try datasets()
        var coverage = SampleCoverage(of: tree, usage: .init(rawValue: usage.rawValue))
        var skipped: [DatasetFault] = []
        var lost = 0
        for dataset in datasets {
            for try await entry in dataset.entries() {
                switch entry {
                case .success(let sample): coverage.add(sample)
                // What the release itself lacks is no fault: an image that is gone, a text that was never Chinese.
                case .failure(let fault) where fault.loss != nil: lost += fault.loss == .image ? 1 : 0
                case .failure(let fault) where skipInvalid: skipped.append(fault)
                case .failure(let fault): throw fault
                }
            }
        }
        for fault in skipped.prefix(5) { Console.note("left out: \(fault.description)") }
        let report = CoverageReport(
            files: datasets.map(\.name), coverage, threshold: threshold, skipped: skipped.count, lost: lost)
        switch json ? .json : format {
        case .json: try Console.result(report.json(), to: output)
        case .html: try Console.result(report.html(), to: output)
        case .text:
            let styled = output == nil && Console.outputIsStyled
            try Console.result(report.render(width: output == nil ? Console.width : 100, styled: styled), to: output)
        }
    }

    /// SafeBench has no combinations: its sub-categories are counted in each form that is there.
    private func countForms(of sets: [FilePath]) async throws {
        var coverages: [FormCoverage] = []
        for set in sets { coverages += try await formCoverage(of: set).map { [$0] } ?? [] }
        try show(coverages, of: "SafeBench")
    }

    /// Chinese SafetyQA has no combinations either: its categories of the second level are counted in both modes.
    private func countQuestions() async throws {
        var (words, letters) = ([Sample](), [Sample]())
        try await read(try ChineseSafetyQADataset(at: FilePath(path), mode: .qa)) { words.append($0) }
        try await read(try ChineseSafetyQADataset(at: FilePath(path), mode: .mcq)) { letters.append($0) }
        let rows = ChineseSafetyQACategory.allCases.flatMap { category in
            let names = Set(
                (words + letters).filter { $0.groups[.level1] == category.rawValue }.map { $0.groups[.level2] })
            return names.compactMap(\.self).sorted().map {
                FormCoverage.Row(
                    category: "\(category.rawValue) (\(category.english))", subcategory: $0,
                    values: [category.rawValue, $0])
            }
        }
        var coverage = FormCoverage(
            title: "Chinese SafetyQA", threshold: threshold, notes: [], rows: rows, by: [.level1, .level2])
        for (mode, samples) in [(ChineseSafetyQAMode.qa, words), (.mcq, letters)] {
            coverage.open(mode.rawValue)
            for sample in samples { coverage.add(sample) }
        }
        try show([coverage], of: "Chinese SafetyQA")
    }

    /// Every sample of a dataset, one in memory.
    private func read(_ dataset: any Dataset, _ take: (Sample) -> Void) async throws {
        for try await entry in dataset.entries() {
            switch entry {
            case .success(let sample): take(sample)
            case .failure(let fault) where skipInvalid: Console.note("left out: \(fault.description)")
            case .failure(let fault): throw fault
            }
        }
    }

    private func show(_ coverages: [FormCoverage], of benchmark: String) throws {
        guard format != .html else {
            throw CommandFault("\(benchmark) has no modality combinations to draw; leave --format html out")
        }
        let isText = !json && format == .text
        let width = output == nil ? Console.width : 100
        try Console.result(
            isText ? coverages.map { $0.render(width: width) }.joined(separator: "\n") : FormCoverage.json(coverages),
            to: output)
    }

    private func formCoverage(of set: FilePath) async throws -> FormCoverage? {
        var coverage: FormCoverage?
        for form in SafeBenchFolder.forms(in: set) {
            let dataset = try SafeBenchDataset(at: set, modality: form.modality ?? .text, voice: form.voice)
            let edition = dataset.folder.edition
            var counted =
                coverage
                ?? FormCoverage(
                    title: edition.rawValue, threshold: threshold, notes: dataset.notes,
                    rows: edition.order.map { .init(category: $0.category, subcategory: $0.name) })
            counted.open([form.modality?.rawValue, form.voice?.rawValue].compactMap(\.self).joined(separator: " "))
            try await read(dataset) { counted.add($0) }
            coverage = counted
        }
        return coverage
    }

    private func datasets() throws -> [any Dataset] {
        let file = FilePath(path)
        guard ["yaml", "yml"].contains(file.extension) else { return try SampleSource(at: file).datasets }
        guard let definition = try SuiteFile.read(at: path).definition else { return [] }
        return try SampleSource(at: file.removingLastComponent().appending(definition.dataset)).datasets
    }
}
