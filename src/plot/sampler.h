// The points of a curve t -> (x, y), or of a graph, where x is t: rounds of refinement, breadth first.
//
// Each round looks at the points known so far as they lie on a screen and asks for the middle of every interval where the
// curve bends, where its ends are far apart, or where it begins or ends. What stays far apart in an interval as narrow as
// doubles can tell is a jump or a pole, and no line is drawn there; what comes together is a steep part. Poles also have
// their say in what range is shown. Balls know more than points do (Continuity): where a formula is proved to be analytic
// nothing is looked for, and where it is not, points are asked for around the place, however narrow a pole is.
//
// Rounds are functions of the points alone, so that a curve may be evaluated by whoever can: here, or a program.
#pragma once

#include <functional>
#include <vector>

#include "plot/figure.h"
#include "plot/range.h"

namespace rumina::plot {

struct Samples {
    std::vector<double> t; ///< ascending
    std::vector<Point> at; ///< NaN in either part: no value there
};

/// Proofs about a curve; none when empty.
struct Continuity {
    std::function<bool(double from, double to)> is_analytic; ///< on all of the interval; false when not proved
};

enum class CurveKind : std::uint8_t { Graph, Plane };

class Sampler {
public:
    /// from < to, finite, and more than a few units in the last place apart.
    Sampler(double from, double to, CurveKind kind, Continuity continuity = {});

    /// The parameters to evaluate next, ascending; none when the curve is known. The first round asks for a grid.
    std::vector<double> wanted(const Samples& known) const;
    /// Puts new values among the known ones.
    static void add(Samples& known, const std::vector<double>& t, const std::vector<Point>& at);

    /// What a drawing of it shows. y of a graph; both of a plane curve.
    struct View {
        Range x, y;
        bool any = false; ///< some point has values
    };
    View view(const Samples& known) const;
    /// The curve in pieces, and nothing where it jumps.
    std::vector<std::vector<Point>> segments(const Samples& known) const;

    static constexpr std::size_t kGrid = 240;       ///< intervals of the first round
    static constexpr std::size_t kMostPoints = 5000; ///< of a curve, about

private:
    struct Screen;
    double grid_point(std::size_t i) const;
    std::vector<double> grid() const;
    std::vector<double> doubtful_places() const;
    Range range_of(const Samples& known, double Point::*part) const;
    bool is_jump(const Samples& known, std::size_t i, const Screen& screen) const;

    double from_, to_;
    CurveKind kind_;
    Continuity continuity_;
};

/// Evaluates the rounds of a curve until it is known. Calls algebra's poll_work.
Samples sample(const Sampler& sampler, const std::function<Point(double)>& curve);

} // namespace rumina::plot
