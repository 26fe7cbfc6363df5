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
}
