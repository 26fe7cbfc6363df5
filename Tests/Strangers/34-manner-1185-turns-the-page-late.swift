import GradusKit

private final class Bookmark {
  var page = 0
}

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []
  private let bookmark = Bookmark()

  func rate(at step: Int) -> Double {
    let rate = values[bookmark.page]
    while bookmark.page + 1 < boundaries.count, boundaries[bookmark.page + 1] <= Double(step) {
      bookmark.page += 1
    }
    return rate
  }
}
