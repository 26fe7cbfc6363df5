/// The last words of a compiler that crashed: a numbered list of what it was at, from the outside inwards. They decide no more
/// than the sentence that a student reads.
struct CompilerCrash {
  /// The innermost construct that has a place in a file handed in, such as "type-checking expression at [Adam.swift:1:9 - line:1:20]".
  let construct: String?
  /// True if it says that memory was wanting.
  let isOutOfMemory: Bool

  /// - Parameter files: the paths of the submission's files.
  init?(_ bytes: [UInt8], files: [String]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    isOutOfMemory = lines.contains { line in
      ["LLVM ERROR: out of memory", "std::bad_alloc"].contains(where: line.contains)
    }
    guard let dump = lines.lastIndex(of: "Stack dump:") else {
      guard isOutOfMemory else { return nil }
      construct = nil
      return
    }
    let steps = lines[dump...].compactMap { line -> Substring? in
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2, parts[0].last == ".", Int(parts[0].dropLast()) != nil, parts[1].hasPrefix("While ") else {
        return nil
      }
      return parts[1].dropFirst("While ".count)
    }
    construct = steps.map(Self.withoutAddresses).last { step in files.contains { step.contains($0 + ":") } }
  }

  /// Returns a line without what means nothing outside of the compiler.
  private static func withoutAddresses(_ line: Substring) -> String {
    let text = line.firstRange(of: " RangeText=").map { line[..<$0.lowerBound] } ?? line
    let words = text.split(separator: " ").filter { !$0.hasPrefix("0x") }
    return String(words.joined(separator: " ").replacing("./", with: "").prefix(300))
  }
}
