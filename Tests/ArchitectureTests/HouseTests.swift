import Foundation
import Testing

struct HouseTests {
    @Test func `targets lean on each other as drawn, and no other way`() throws {
        let description = try House.description()
        let found = description.targets.filter { $0.type != "test" }
        #expect(Set(found.map(\.name)) == Set(House.edges.keys))
        for target in found {
            #expect(Set(target.target_dependencies ?? []) == House.edges[target.name], "\(target.name)")
        }
    }

    @Test func `a file imports only rooms that its own may lean on`() throws {
        for file in try House.files(below: "Sources") {
            for line in file.text.split(separator: "\n") {
                guard
                    let match = line.firstMatch(
                        of: #/^(?:public )?import (?:struct |enum |class |protocol )?(Assay\w+)/#)
                else { continue }
                let room = String(match.1)
                #expect(House.edges[file.room]?.contains(room) == true, "\(file) imports \(room)")
            }
        }
    }

    @Test func `every suite is in the catalogue`() throws {
        let files = try House.files(below: "Sources/AssaySuites")
        let catalogue = try #require(files.first { $0.name == "Catalogue" }).text
        for file in files {
            for match in file.text.matches(of: #/struct (\w+)(?:<[^>]*>)?: Suite\b/#) {
                // A suite that is made from a user's definition is found through the run's manifest.
                let isListed = catalogue.contains("\(match.1)()") || file.text.contains("init(definition: ")
                #expect(isListed, "\(match.1) is missing in the catalogue")
                #expect(file.name == String(match.1), "\(match.1) stands in a file of its own name")
            }
        }
    }

    @Test func `bundled texts stay small, because they compile slowly`() throws {
        let package = try String(contentsOf: House.root.appending(path: "Package.swift"), encoding: .utf8)
        let named = package.matches(of: #/\.embedInCode\("([^"]+)"\)/#).map { String($0.1) }
        #expect(named.count > 5)
        let sources = House.root.appending(path: "Sources")
        let bytes = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
            // Below its room: `Fetch/releases.json`, or a file of a folder that is bundled whole.
            .filter { path in
                let inRoom = path.drop { $0 != "/" }.dropFirst()
                return named.contains { inRoom == $0 || inRoom.hasPrefix($0 + "/") }
            }
            .compactMap { try sources.appending(path: $0).resourceValues(forKeys: [.fileSizeKey]).fileSize }
            .reduce(0, +)
        #expect(bytes > 50_000 && bytes < 125_000, "\(bytes) bytes; docs/decisions/0045")
    }

    @Test func `no file is long`() throws {
        for file in try House.files(below: "Sources") + House.files(below: "Tests") {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 400, "\(file) has \(lines) lines")
        }
    }

    @Test func `every file with behaviour has a test file of its name`() throws {
        let tests = Set(try House.files(below: "Tests").map(\.name))
        for file in try House.files(below: "Sources") where file.room != "assay" && file.room != "AssayTestSupport" {
            guard file.hasBehaviour else { continue }
            let covering = Self.testedWith[file.name] ?? "\(file.name)Tests"
            let isCovered = tests.contains(covering)
            #expect(isCovered, "\(file) has no test file \(covering).swift")
        }
    }

    /// Parts that show only together with another, and the test file that shows them.
    private static let testedWith: [String: String] = [
        "Agreement": "JuryMeasuresTests",
        "AnswerKey+Bundled": "JudgeAuditCommandTests",
        "AnswerKey+Facts": "InformedRunTests",
        "AnswerMode": "ChineseSafetyQARunTests",
        "AnswerStanding": "CalibrationTests",
        "ArchiveReader": "UnpackingTests",
        "AuditCommand": "SIUORunTests",
        "AuditResponse": "AuditSetTests",
        "Blueprint": "UsageTests",
        "Blueprint+Manifest": "RubricRunTests",
        "ByteStream": "CSVReaderTests",
        "CalibrationMetric": "CalibrationTests",
        "CalibrationUnits": "CalibrationTests",
        "ChineseSafetyQA+Records": "RecordsRunTests",
        "ChineseSafetyQACategory": "ChineseSafetyQADatasetTests",
        "ChineseSafetyQAQuirks": "ChineseSafetyQADatasetTests",
        "ChineseSafetyQARows": "ChineseSafetyQADatasetTests",
        "ChineseSafetyQAWords": "ChineseSafetyQATests",
        "ChoiceLabel": "OptionOrderTests",
        "ComparedRun": "ComparisonReportTests",
        "Confidence+Stored": "RunReader+RecordsTests",
        "ConfidenceCheck": "ConfidenceRunTests",
        "ConnectionOptions": "RunOptionsTests",
        "Console": "UsageTests",
        "ContentPage": "ContentPageTests",
        "Credentials": "SimulatedServerTests",
        "DatasetDescription": "DatasetsCommandTests",
        "DatasetsFetchCommand": "DatasetsFetchTests",
        "DatasetsInfoCommand": "DatasetsCommandTests",
        "DatasetsListCommand": "DatasetsCommandTests",
        "DatasetsVerifyCommand": "DatasetsCommandTests",
        "DeliberationWords": "DeliberationPromptTests",
        "Desk": "SimulatedServerTests",
        "DoctorCommand": "DoctorCommandTests",
        "DoctorDocument": "DoctorReportTests",
        "EarlierDemonstration": "DemoRunTests",
        "ExportCommand": "RecordsRunTests",
        "Fault": "DeliveryTests",
        "FetchMeter": "FileFetchTests",
        "FoundColumns": "MappedTableTests",
        "GateOptions": "ReportCommandTests",
        "GivenReplies": "JudgeCommandTests",
        "Interruption": "DatasetsFetchTests",
        "JoinedFiles": "UnpackingTests",
        "JSONBlocks": "BlockWordsTests",
        "JSONFrontier": "FrontierTests",
        "JSONLanguages": "LanguageTableTests",
        "JSONText": "JSONReportTests",
        "JudgeAuditFlags": "JudgeAuditCommandTests",
        "JudgeAuditPlan": "JudgeAuditCommandTests",
        "JudgeFlags": "JudgeCommandTests",
        "JurorVotes": "JurorAgreementTests",
        "LeaderboardCommand": "LeaderboardCommandTests",
        "LeaderboardWords": "TextLeaderboardTests",
        "ManifestDetails": "ReportPageTests",
        "Memory": "SIUORunTests",
        "ModelAssembly": "EndpointTests",
        "ModelsCommand": "ModelsCheckCommandTests",
        "NamedReport": "CSVReportTests",
        "OwnRubric": "SuiteFileTests",
        "PairedDifference": "PairedComparisonTests",
        "PairReading": "CompareCommandTests",
        "Panel+Judge": "JuryJudgeTests",
        "Progress": "ProgressTests",
        "PublishedTable": "PublishedTablesTests",
        "Quirk+Expectation": "QuirkTests",
        "Quirk+Prompt": "QuirkTests",
        "Quirk+Reply": "QuirkTests",
        "QuirkScript+Anthropic": "QuirkTests",
        "QuirkScript+Chat": "QuirkTests",
        "QuirkScript+Gemini": "QuirkTests",
        "Records+Builder": "RecordsTests",
        "RecordsChoice": "RecordsRunTests",
        "RejudgePlan": "RejudgeCommandTests",
        "Release+Noted": "DatasetsFetchTests",
        "ReportCommand": "ReportCommandTests",
        "ResponseRuling": "TrialMajorityTests",
        "ResultsPlan": "JudgeCommandTests",
        "ResumeCommand": "ResumeTests",
        "Retrieval": "ConfidenceTests",
        "RetrievalAssembly": "RetrievalRunTests",
        "Role+Words": "ReportLinesTests",
        "RunCommand": "SIUORunTests",
        "RunFacts": "ManifestTests",
        "RunFlags+Given": "RunOptionsTests",
        "RunReading": "ReportCommandTests",
        "RunSession": "ResumeTests",
        "RunWriter+Reduction": "RunReader+JuryTests",
        "SafeBenchCounting": "SafeBenchFolderTests",
        "SafeBenchDraft": "SafeBenchFolderTests",
        "SafeBenchFolder+Notes": "SafeBenchDatasetTests",
        "SafeBenchLabel": "SafeBenchRubricTests",
        "SafeBenchMedium": "SafeBenchFolderTests",
        "SafeBenchMetrics": "SafeBenchTests",
        "SafeBenchPart": "SafeBenchFolderTests",
        "SafeBenchTables": "SafeBenchResultsTests",
        "SafeBenchVerdictPlan": "SafeBenchVerdictsTests",
        "SampleContent": "RunReader+ContentTests",
        "SettingOptions+Applied": "RunOptionsTests",
        "ShareColumn": "PairedComparisonTests",
        "SimulateCommand": "EndpointTests",
        "SimulatedForm": "ChatSpellingTests",
        "SIUOEntries": "SIUOChoiceTests",
        "SIUOVerdicts": "ForeignFileTests",
        "SoundCheck": "SafeBenchRunTests",
        "String+Names": "SuiteDefinition+CheckTests",
        "Suite": "CatalogueTests",
        "Suite+Confidence": "ConfidenceRunTests",
        "Suite+Jury": "JuryRunTests",
        "SuiteFault": "CatalogueTests",
        "UnjudgedRetry": "RejudgeCommandTests",
        "USBFile": "USBDatasetTests",
        "USBLabel": "USBRubricTests",
        "USBMetrics": "USBTests",
        "USBRegister": "USBDatasetTests",
        "USBRow": "USBDatasetTests",
        "USBTable": "USBDatasetTests",
        "UsedFields": "RubricRunTests",
        "VerdictValues": "MappedTableTests",
        "Verification": "DatasetsCommandTests",
        "WholeFile": "ContentPageTests",
        "WireForm": "WireTransportTests",
        "WireReply+Response": "SimulatedServerTests",
    ]

    @Test func `nothing of ours opens a door that the compiler had shut`() throws {
        let shut = ["@unchecked Sendable", "nonisolated(unsafe)", "try!", "fatalError(", "@_exported", "unsafeFlags"]
        for file in try House.files(below: "Sources") {
            for word in shut { #expect(!file.text.contains(word), "\(file) holds \(word)") }
        }
    }
}
