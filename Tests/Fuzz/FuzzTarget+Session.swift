import Foundation
import Tensors
import Traces
import WorkerProtocol

@testable import PluginHost

extension FuzzTarget {
  /// Whatever a worker sends during a case, what is kept of it is what the case has room for; and a symbolizer's answer is read
  /// or not.
  static func session(_ bytes: [UInt8]) {
    let parameters = [
      (name: "w", tensor: Tensor(shape: [2], values: [1, 2])), (name: "b", tensor: Tensor(shape: [], values: [3])),
    ]
    let room = 64
    exchange(bytes, Recording(parameters: parameters, publishedNumbers: room, keeping: ["m"]), room, parameters)
    exchange(bytes, Recording(publishedNumbers: room, keeping: ["m", "weights"]), room, [])
    exchange(bytes, Recording(publishedNumbers: room), room, [])
    let names = ["Adam.swift", "more/Adam.swift"]
    if let answers = try? JSONDecoder().decode([Symbolizer.Answer].self, from: Data(bytes)),
      let place = Symbolizer.finding(answers, files: names).place
    {
      precondition(names.contains(place.file) && place.line > 0, "a place that nobody handed in")
    }
  }

  /// The part of a case that is the program's to fill: reports, questions, and when a step is done.
  private static func exchange(
    _ bytes: [UInt8], _ recording: Recording, _ room: Int, _ parameters: [(name: String, tensor: Tensor)]
  ) {
    var recording = recording
    let grants: [Objective.Question: Int] = [.loss: 2, .gradient: 1]
    var answering = Answering(
      Objective(grants: grants, loss: { _ in 0 }, gradient: { $0 }), parameters: parameters)
    answering.begin(with: parameters)
    var buffer = FrameBuffer()
    bytes.withUnsafeBytes { buffer.append($0) }
    let quantities: Set<String> = ["weights", "gradients", "m", "other"]
    var step = 0
    recording.begin(step: step, quantities: ["weights"])
    do {
      while let reply = try buffer.next(Reply.self), step < 8 {
        switch reply {
        case .report(let publication):
          try recording.take(publication)
          _ = answering.gave(publication.tensor)
        case .evaluate(let question): _ = try answering.answer(question).frame()
        case .done:
          try recording.end(always: ["weights"])
          step += 1
          recording.begin(step: step, quantities: quantities)
        default: break
        }
      }
    } catch {
      // A violation: what was kept until then is held to the same.
    }
    let kept = recording.trace.series
    precondition(kept.values.reduce(0) { $0 + $1.values.count } <= room, "more numbers than there is room for")
    precondition(kept.allSatisfy { $1.values.count == $1.stride * $1.steps && $1.steps <= step + 1 }, "a step too many")
    precondition(answering.answered.allSatisfy { $1 <= grants[$0] ?? 0 }, "more answers than were granted")
  }
}
