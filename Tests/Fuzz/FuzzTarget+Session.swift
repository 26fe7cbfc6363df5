import Foundation
import WorkerProtocol

@testable import PluginHost

extension FuzzTarget {
  /// Feeds a process's messages, from the moment when it is to load a plugin. No more of them is kept than the case has
  /// room for, and a case that went to its end is whole. A symbolizer's answer is read or refused.
  ///
  /// The first byte chooses the case and how many frames arrive at once.
  static func session(_ bytes: [UInt8]) {
    if let first = bytes.first {
      let chosen = SessionCase.all[Int(first & 3)]
      var session = CaseSession(
        conversation: Conversation(Replies(bytes.dropFirst(), atOnce: 1 + Int(first >> 2 & 3))), wanted: chosen.wanted,
        limits: SessionCase.limits)
      let nothing = WorkerLimits(cpuSeconds: 0, memoryBytes: 0, fileBytes: 0, openFiles: 0)
      chosen.hold(session.run("plugin.so", seal: WorkerSeal(layers: [], limits: nothing, readable: [])))
    }
    let names = ["Adam.swift", "more/Adam.swift"]
    if let answers = try? JSONDecoder().decode([Symbolizer.Answer].self, from: Data(bytes)),
      let place = Symbolizer.finding(answers, files: names).place
    {
      precondition(names.contains(place.file) && place.line > 0, "a place that nobody handed in")
    }
  }
}

/// A worker whose messages are fixed, whatever it is asked. Our own part of them comes first; then come the bytes, so
/// many frames at once.
private struct Replies: Channel {
  private var left: ArraySlice<UInt8>
  private let atOnce: Int
  private var own = [Reply.hello(version: protocolVersion), .sealed]

  init(_ bytes: ArraySlice<UInt8>, atOnce: Int) {
    left = bytes
    self.atOnce = atOnce
  }

  mutating func read(into buffer: inout FrameBuffer) -> Bool {
    if !own.isEmpty {
      own.removeFirst().frame().withUnsafeBytes { buffer.append($0) }
      return true
    }
    guard !left.isEmpty else { return false }
    var count = 0
    for _ in 0..<atOnce {
      let length = left.dropFirst(count).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      count = min(count + 4 + length, left.count)
    }
    Array(left.prefix(count)).withUnsafeBytes { buffer.append($0) }
    left = left.dropFirst(count)
    return true
  }

  func write(_: Request) {}
}
