import Reporting
import Synchronization

/// The progress of a batch, with its rate and the time left: on a terminal a line that the next one replaces, elsewhere a line
/// now and then.
final class BatchMeter: Sendable {
  private struct State {
    var finished = 0
    /// Those that took time: what was unchanged says nothing of the rate.
    var graded = 0
    var lastLine: ContinuousClock.Instant
  }

  private let all: Int
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  init(all: Int) {
    self.all = all
    state = Mutex(State(lastLine: start))
  }

  func graded() { state.withLock { $0.graded += 1 } }

  /// Says that a submission is done.
  func finished(_ name: String) {
    let now = ContinuousClock.now
    let (line, isDue) = state.withLock { state in
      state.finished += 1
      let seconds = (now - start) / .seconds(1)
      let pace = Self.pace(graded: state.graded, left: all - state.finished, seconds: seconds)
      // The first line comes soon, so that it is seen to go on.
      let pause = state.lastLine == start ? 5.0 : 30.0
      let isDue = now - state.lastLine > .seconds(pause) && state.finished < all
      if isDue { state.lastLine = now }
      return ("\(state.finished) of \(all)\(pace)", isDue)
    }
    if Terminal.isErrorTerminal {
      Terminal.progress("\(line): \(name)")
    } else if isDue {
      Terminal.say("gradus: \(line)")
    }
  }

  /// The rate and the time left, once enough was graded for both to mean something.
  static func pace(graded: Int, left: Int, seconds: Double) -> String {
    guard graded >= 3, seconds >= 5 else { return "" }
    let rate = Double(graded) / seconds * 60
    let remaining = Double(left) / rate
    let time = remaining < 1.5 ? "\(max(1, Int((remaining * 60).rounded()))) s" : "\(Int(remaining.rounded())) min"
    return ", \(Int(rate.rounded())) a minute" + (left > 0 ? ", about \(time) left" : "")
  }
}
