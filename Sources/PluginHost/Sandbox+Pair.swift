extension Sandbox {
  /// Runs a tool and, if it ends with 0, another.
  ///
  /// - Parameters:
  ///   - seconds: for both together.
  ///   - limit: how many bytes of each one's words are kept.
  /// - Returns: What came of each; the first one's words are its `errors`, the second one's its `output`. There is no second
  ///   where it was not started.
  func run(
    _ first: Tool, then second: Tool, limits: Limits, seconds: Double, keeping limit: Int
  ) async throws(HostError) -> (Command.Result, Command.Result?) {
    guard self != .absent else {
      let result = try await command(first, limits: limits).run(seconds: seconds, keeping: limit)
      guard result.ending == .exited(0) else { return (result, nil) }
      let other = try await command(second, limits: limits).run(seconds: seconds, keeping: limit)
      return (result, Command.Result(ending: other.ending, output: other.errors, errors: []))
    }
    let both = try await command(first, then: second, limits: limits).run(seconds: seconds, keeping: limit)
    // The limiter's word that the second was started: the first one cannot write there.
    guard both.output.first == UInt8(ascii: "\n") else { return (both, nil) }
    return (
      Command.Result(ending: .exited(0), output: [], errors: both.errors),
      Command.Result(ending: both.ending, output: Array(both.output.dropFirst()), errors: [])
    )
  }
}
