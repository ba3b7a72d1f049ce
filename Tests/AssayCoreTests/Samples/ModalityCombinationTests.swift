import AssayCore
import Testing

struct ModalityCombinationTests {
    @Test(arguments: [(true, true, "RIRT"), (true, false, "RIST"), (false, true, "SIRT"), (false, false, "SIST")])
    func `two risks name a combination`(image: Bool, text: Bool, name: String) {
        #expect(ModalityCombination(isImageRisky: image, isTextRisky: text).rawValue == name)
    }
}
