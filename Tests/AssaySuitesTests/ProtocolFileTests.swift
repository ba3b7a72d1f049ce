import AssayCore
import AssaySuites
import Testing

struct ProtocolFileTests {
    @Test func `every protocol file that is built in can be read and says where it is from`() {
        for suite in Catalogue.suites {
            for preset in suite.protocols {
                #expect(!preset.source.isEmpty)
                #expect(preset.settings.trials > 0)
                #expect(Set(preset.published.map(\.field)).count == preset.published.count, "\(preset.name)")
            }
        }
    }
}
