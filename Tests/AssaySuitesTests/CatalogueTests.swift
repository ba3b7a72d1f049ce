import AssayCore
import AssaySuites
import Testing

struct CatalogueTests {
    @Test func `names are unique and find their suites`() throws {
        let names = Catalogue.suites.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(try Catalogue.suite(named: name).name == name) }
    }

    @Test func `an unknown name lists those there are`() {
        #expect { try Catalogue.suite(named: "suio") } throws: { error in
            String(describing: error)
                == "no suite is called 'suio'; there are demo, siuo, siuo-mcqa, usb, usb-vulnerability, usb-over-refusal, safebench, "
                + "chinese-safetyqa, chinese-safetyqa-mcq"
        }
    }

    @Test func `every suite begins with our own protocol and has a headline`() {
        for suite in Catalogue.suites {
            #expect(suite.protocols.first?.name == "assay")
            #expect(Set(suite.protocols.map(\.name)).count == suite.protocols.count)
            #expect(!suite.slices.isEmpty)
        }
    }

    @Test func `our own protocols have no departures from themselves`() {
        for suite in Catalogue.suites {
            for preset in suite.protocols where preset.name == "assay" {
                var used = preset.settings.fields
                used["rubric"] = suite.rubric.map { "\($0.name) \($0.version)" }
                used["judge.language"] = suite.rubric.map { ($0.language ?? .english).rawValue }
                used["options.order"] = preset.settings.optionOrder.words
                #expect(preset.departures(used: used).isEmpty, "\(suite.name)")
            }
        }
    }

    @Test func `an unknown protocol lists those there are`() {
        #expect(throws: SuiteFault.unknownProtocol(suite: "siuo", name: "paper", known: ["assay", "siuo/paper"])) {
            try SIUO().evaluationProtocol(named: "paper")
        }
    }
}
