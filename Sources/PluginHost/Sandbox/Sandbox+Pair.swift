extension Sandbox {
  /// Runs a tool and, if it ends with 0, another. Throws if the first was not even started, or if the sandbox itself
  /// failed on the way: neither is a submission's doing.
  ///
  /// - Parameters:
  /// - seconds: the time for both together.
  /// - limit: the number of bytes kept of each one's output.
  /// - Returns: Both results. The first one's output is in its `errors`, the second one's in its `output`. The second
  ///   is nil if it was not started.
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
    let started = try Self.words(both.errors, of: first, both)
    // Bubblewrap passes on the limiter's exit code, and the limiter that of the tools.
    if both.ending == .exited(70) {
      throw .toolFailed(tool: "gradus-limit", message: Self.line(both.output.isEmpty ? started : both.output))
    }
    guard let linked = Self.afterProof(both.output) else {
      // After a first tool that ends with 0 the second has to follow.
      if both.ending == .exited(0) { throw .cannotStart(program: second.program, reason: "gradus-limit ended with 0") }
      return (Command.Result(ending: both.ending, output: [], errors: started), nil)
    }
    return (
      Command.Result(ending: .exited(0), output: [], errors: started),
      Command.Result(ending: both.ending, output: linked, errors: [])
    )
  }

  /// Returns a tool's output, behind the limiter's mark that it was about to start the tool.
  private static func words(
    _ bytes: [UInt8], of tool: Tool, _ result: Command.Result
  ) throws(HostError) -> [UInt8] {
    if let words = afterProof(bytes) { return words }
    let said = line(bytes)
    throw .cannotStart(program: tool.program, reason: said.isEmpty ? "\(result.ending)" : said)
  }

  private static func afterProof(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.first == UInt8(ascii: "\n") ? Array(bytes.dropFirst()) : nil
  }

  /// Returns the first line of an output.
  private static func line(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(400), as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
  }
}
