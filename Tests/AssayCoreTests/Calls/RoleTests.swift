import AssayCore
import Testing

struct RoleTests {
    private static let all: [(Role, String, Int, String)] = [
        (.target, "target", 0, "target"), (.judge, "judge", 0, "judge"),
        (.fallbackJudge, "fallback_judge", 0, "fallback_judge"), (.juror(1), "juror", 1, "juror_1"),
        (.juror(12), "juror", 12, "juror_12"), (.foreman, "foreman", 0, "foreman"),
    ]

    @Test(arguments: all)
    func `a role is known by its name and seat, and by both in one`(
        _ role: Role, _ name: String, _ seat: Int, _ raw: String
    ) {
        #expect(role.name == name)
        #expect(role.juror == seat)
        #expect(role.rawValue == raw)
        #expect(Role(rawValue: raw) == role)
        #expect(Role(name: name, juror: seat) == role)
    }

    @Test(arguments: ["", "juror", "juror_", "juror_0", "juror_-1", "juror_x", "referee"])
    func `what is no role is none`(_ raw: String) {
        #expect(Role(rawValue: raw) == nil)
    }

    @Test func `only a juror has a seat`() {
        #expect(Role(name: "judge", juror: 1) == nil)
        #expect(Role(name: "juror", juror: 0) == nil)
    }

    @Test func `roles stand in the order in which a sample meets them, jurors by seat`() {
        let roles: [Role] = [.foreman, .juror(10), .juror(2), .fallbackJudge, .judge, .target]
        #expect(roles.sorted() == [.target, .judge, .fallbackJudge, .juror(2), .juror(10), .foreman])
    }
}
