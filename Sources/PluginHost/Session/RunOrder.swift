/// In which order the two runs of every case go.
///
/// Both runs of every case that a report tells about end before any hidden case runs: what a program learns in a hidden case it can then
/// pass to nothing whose words anybody reads. Within the two groups the second runs go in the opposite order, so that what one run
/// leaves to the next comes out as a difference.
package enum RunOrder {
  /// - Parameters:
  ///   - isHidden: for each case, whether it is hidden.
  ///   - together: whether first and second runs go side by side.
  ///   - beginning: told which case is about to run first.
  ///   - run: runs a case, and comes back when it has ended.
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
