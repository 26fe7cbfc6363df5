/// The model that is learning. A number that stands for every parameter takes its names and shapes from it, however late it
/// is written: `gradients = 0`, then `gradients["W"][i] += …`. A student's number knows no model, hence the global.
enum Model {
  // A plugin is called on one thread.
  nonisolated(unsafe) static private(set) var running: Parameters?

  /// Runs a student's code that changes these parameters.
  static func run<Result>(_ model: Parameters, _ body: () -> Result) -> Result {
    let outer = running
    running = model
    defer { running = outer }
    return body()
  }
}
