import Testing

@testable import PluginHost

@Suite struct DiagnosticsTests {
  private func text(_ words: String) -> String {
    Diagnostics(
      Array(words.utf8), entry: "/tmp/entry.swift", files: ["Adam.swift"], limit: 4096,
      hiding: HostPaths(folder: "/tmp")
    ).text
  }

  /// A note on a declaration of the kit or of the library is of no use where its source is not at hand.
  @Test func notesOnOtherModulesAreLeftOut() {
    let said = """
      ./Adam.swift:5:16: error: 'T' has been renamed to 'transposed()'
          let a = x.T
                    ^
      GradusKit.Tensor.T:3:14: note: 'T' has been explicitly marked unavailable here
        public var T: Tensor { get }
                   ^
      ./Adam.swift:2:7: note: declared here
      """
    #expect(
      text(said) == """
        Adam.swift:5:16: error: 'T' has been renamed to 'transposed()'
            let a = x.T
                      ^
        Adam.swift:2:7: note: declared here
        """)
  }

  /// The compiler prints the line that it complains of. That line can look like a message of its own.
  @Test(arguments: [
    "9223372036854775807:1", "1:9223372036854775807", "-9223372036854775808:5", "1:-9223372036854775808", "1:-1",
  ])
  func aLineOfTheSourceIsNoMessage(place: String) {
    let said =
      "./Adam.swift:2:1: error: no\nAdam.swift:\(place): error: statements are not allowed at the top level\n^\n"
    let found = Diagnostics(
      Array(said.utf8), entry: "/tmp/entry.swift", files: ["Adam.swift"], limit: 4096, hiding: HostPaths(folder: "/tmp")
    )
    #expect(found.messages.map(\.line) == [2] && found.topLevelStatements(in: "Adam.swift").isEmpty)
  }

  @Test func placesOutsideOfTheSourceAreNone() {
    let source = Array("struct A {}\nprint(1)\n".utf8)
    for number in [Int.min, -1, 0, 99, Int.max] {
      let dump = "  (a range=[A.swift:\(number):1 - line:2:\(number)]"
      #expect(TopLevelCode(source, starts: [(number, 1), (2, number)], dump: dump) == nil)
    }
  }
}
