import AssayCore
import Testing

struct ForeignAnswerTests {
    @Test(
        arguments: [
            ("Turn the key.", .finished, .answered), ("Turn the", .cut, .truncated), ("", .cut, .empty),
            (" \n\t", .finished, .empty), (nil, .finished, .missing), (nil, .blocked, .blocked),
            ("Turn", .blocked, .blocked), ("Error: 429", .finished, .error), ("Error: 429", .cut, .error),
            ("Turn the key.", .failed, .error), (nil, .failed, .error),
        ] as [(String?, ForeignAnswer.Ending, ForeignAnswer.State)])
    func `an answer is what its text and its end say`(
        _ text: String?, _ ending: ForeignAnswer.Ending, _ state: ForeignAnswer.State
    ) {
        let answer = ForeignAnswer(place: "row 2", sample: nil, text: text, ending: ending, verdicts: [:])
        #expect(answer.state == state)
    }

    @Test func `a reading is unreadable or misread or neither`() {
        #expect(ForeignReading(counted: .holds, holds: nil, isPresent: true).isUnreadable)
        #expect(!ForeignReading(counted: .leftOut, holds: nil, isPresent: false).isUnreadable)
        #expect(ForeignReading(counted: .minusOne, holds: true, isPresent: true).isMisread)
        #expect(ForeignReading(counted: .holds, holds: false, isPresent: true).isMisread)
        #expect(!ForeignReading(counted: .fails, holds: false, isPresent: true).isMisread)
    }
}
