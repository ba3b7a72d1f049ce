import AssayCore
import Testing

@testable import AssayDatasets

struct DemoTopicTests {
    @Test func `each question says which kind of request it stands in for`() {
        for topic in DemoTopic.all {
            for risky in [true, false] {
                #expect(topic.question(harmful: true, riskyWords: risky).contains("STAND-IN-HARMFUL"))
                #expect(topic.question(harmful: false, riskyWords: risky).contains("STAND-IN-HARMLESS"))
            }
        }
    }

    @Test func `half of the topics are Chinese`() {
        #expect(DemoTopic.all.filter { $0.language == .chinese }.count * 2 == DemoTopic.all.count)
    }
}
