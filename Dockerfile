# Retryvet asks the go command for packages, so an image of it alone can only be copied from:
#
#   docker build --target binary -t retryvet-binary .
#   COPY --from=retryvet-binary /retryvet /usr/local/bin/retryvet    # in the Dockerfile of an image that has Go
#
# The last stage has Go beside it, and looks at what is mounted at /src:
#
#   docker build -t retryvet .
#   docker run --rm -v "$PWD:/src" retryvet ./...
FROM golang:1.26 AS build
WORKDIR /build
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /retryvet ./cmd/retryvet

FROM scratch AS binary
COPY --from=build /retryvet /retryvet
ENTRYPOINT ["/retryvet"]

FROM golang:1.26
COPY --from=build /retryvet /usr/local/bin/retryvet
RUN git config --system --add safe.directory /src
WORKDIR /src
ENTRYPOINT ["retryvet"]
CMD ["./..."]
