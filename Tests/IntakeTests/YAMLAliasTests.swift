import Testing

@testable import Intake

/// Aliases are found, and asterisks in texts are none.
@Suite struct YAMLAliasTests {
  @Test(arguments: [
    ("a: &x 1\nb: *x\n", 2), ("a: &x 1\nb: [*x, 1]\n", 2), ("- &x [1]\n- [*x, *x]\n", 2), ("a: &x 1\n*x : 2\n", 2),
    ("{a: &x 1,b: *x}", 1), ("? &x [1]\n: 1\n? *x\n: 2\n", 3), ("a: &x 1\nb: {c: *x}", 2), ("- &a-1\n- *a-1", 2),
  ])
  func anAliasIsFound(_ text: String, _ line: Int) {
    #expect(YAMLAliases.first(in: Array(text.utf8)) == line)
    let path = GradescopeMetadata.file
    #expect(throws: IntakeError.metadata(path, line: line, reason: "expected no aliases (*name), found one")) {
      try GradescopeMetadata(Array(text.utf8), path: path)
    }
  }

  /// An autograder's words, which the file quotes in the form that Ruby writes.
  @Test func asterisksInATextAreNone() throws {
    let text = """
      ---
      submission_1:
        :submitters:
        - :name: Ann
          :sid: '7'
        :results:
          output: |-
            * wrong sign
            Note: *x*
            let y = *p + &q
            swap(&x, *x)
            *x = 1
          other: "call f(&a)\\n\\
            *a is wrong"

      """
    let metadata = try GradescopeMetadata(Array(text.utf8), path: "m")
    #expect(metadata.submissions.map(\.folder) == ["submission_1"])
    #expect(metadata.submissions[0].submitters.map(\.identifiers) == [["7"]])
  }
}
