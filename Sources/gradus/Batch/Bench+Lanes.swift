import PluginHost

extension Bench {
  /// Returns how many submissions are graded at once, and says so if the machine allows no more.
  ///
  /// - Parameter jobs: the number that was asked for; `nil` for one on each processor.
  func lanes(for count: Int, asked jobs: Int?) -> Int {
    if count == 0 { return 0 }
    let asked = min(jobs ?? Processors.available, count)
    let (most, scarce) = Means.present.lanes(memoryBytes: RunLimits(assignment.limits).memoryBytes)
    if asked > most { Terminal.say(Wording.fewerJobs(asked, most, scarce)) }
    return min(asked, most)
  }
}
