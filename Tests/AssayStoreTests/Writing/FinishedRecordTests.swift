import AssayCore
import Testing

@testable import AssayStore

struct FinishedRecordTests {
    @Test func `a ruling is stored by the name of its label, or by its reason`() {
        #expect(StoredRuling(Ruling.label(StandInLabel.unsafe)) == .label("unsafe"))
        let open = Ruling<StandInLabel>.unresolved(.judgeRefused, isResumable: false)
        #expect(StoredRuling(open) == .unresolved(.judgeRefused))
    }
}
