/// The order in which the two runs of every case go.
///
/// Both runs of every case that a report shows end before any hidden case runs; `Grader.grade` sees to the runs beyond the cases.
/// So a program has no report left to which it could pass what it learns in a hidden case. Within the two groups the second runs go in the opposite order.
/// So anything that one run leaves to the next comes out as a difference.
package enum RunOrder {
  /// - Parameters:
  ///   - isHidden: for each case, true if it is hidden.
  ///   - together: true to run first and second runs side by side.
  ///   - beginning: told the index of a case before its first run.
  ///   - run: runs a case, and returns when it has ended.
  package static func go(
    through isHidden: [Bool], together: Bool, beginning: (_ index: Int) -> Void = { _ in },
    _ run: @escaping @Sendable (_ index: Int, _ isSecond: Bool) async -> Void
  ) async {
    for hidden in [false, true] {
      let indices = isHidden.indices.filter { isHidden[$0] == hidden }
      @Sendable func goBack() async {
        for index in indices.reversed() { await run(index, true) }
      }
      async let early: Void = together ? goBack() : ()
      for index in indices {
        beginning(index)
        await run(index, false)
      }
      await early
      if !together { await goBack() }
    }
  }
}
