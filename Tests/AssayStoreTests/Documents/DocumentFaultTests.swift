import AssayStore
import Testing

struct DocumentFaultTests {
    @Test(arguments: [
        DocumentFault.unreadableFolder("d"), .noDocuments("d"), .link("d/a.txt"), .notAFile("d/a.txt"),
        .unreadable("d/a.txt"), .notText("d/a.txt"), .tooLarge("d/a.txt", bytes: 9), .tooMuch("d", what: "3 levels"),
        .notIndexed("d", reason: "disk full"),
    ])
    func `a fault names the place and what to do, in one line`(fault: DocumentFault) {
        #expect(
            fault.description.hasPrefix("d") && fault.description.contains("; ") != fault.description.contains("\n"))
    }
}
