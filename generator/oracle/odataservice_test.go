package oracle

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// odataService is a small OData service in memory: entities by their address,
// links between them, streams, ETags, changes and batches. It does not evaluate
// what the query asks for, and notes every request as it came.
type odataService struct {
	lock     sync.Mutex
	base     string
	order    []string // addresses of entities, as they came
	entities map[string]map[string]any
	versions map[string]int
	links    map[string][]string // by the address of the property
	streams  map[string][]byte
	types    map[string]string
	log      []string
	results  map[string]string   // of calls, by METHOD /path?query; %s is the service's address
	keys     map[string][]string // by the last segment of a collection's address: the properties of its key, id where it is not here
}

// startOData starts a service, and gives its address.
func startOData(t *testing.T) *odataService {
	s := &odataService{entities: map[string]map[string]any{}, versions: map[string]int{}, links: map[string][]string{},
		streams: map[string][]byte{}, types: map[string]string{}}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.base = server.URL
	return s
}

// took gives what was asked since it was called last.
func (s *odataService) took() []string {
	s.lock.Lock()
	defer s.lock.Unlock()
	log := s.log
	s.log = nil
	return log
}

func (s *odataService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/$batch" {
		s.batch(w, r)
		return
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	body, _ := io.ReadAll(r.Body)
	line := r.Method + " " + r.RequestURI
	if len(body) > 0 {
		line += " " + strings.ReplaceAll(string(body), s.base, "")
	}
	s.log = append(s.log, line)
	path := r.URL.Path
	if result, known := s.results[r.Method+" "+r.RequestURI]; known {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, strings.ReplaceAll(result, "%s", s.base))
		return
	}
	switch {
	case strings.HasSuffix(path, "/$ref"):
		s.reference(w, r, strings.TrimSuffix(path, "/$ref"), body)
	case strings.HasSuffix(path, "/$value"), strings.HasSuffix(path, "/cover"), strings.HasSuffix(path, "/scan"):
		s.stream(w, r, path, body)
	case strings.HasSuffix(path, "/$count"):
		fmt.Fprint(w, len(s.below(strings.TrimSuffix(path, "/$count"))))
	case strings.HasSuffix(path, ".delta()"):
		s.changes(w, strings.TrimSuffix(path, "/example.library.delta()"))
	case r.Method == http.MethodPost:
		s.create(w, path, body)
	case s.entities[path] != nil:
		s.entity(w, r, path, body)
	case !strings.HasSuffix(path, ")") && r.Method == http.MethodGet:
		s.collection(w, r, path)
	default:
		fail(w, http.StatusNotFound, "notFound", "there is nothing at "+path)
	}
}

func fail(w http.ResponseWriter, status int, code, message string) {
	answer(w, status, map[string]any{"error": map[string]any{"code": code, "message": message}})
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json;odata.metadata=minimal")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// below are the addresses of the entities of a collection.
func (s *odataService) below(path string) (list []string) {
	if linked := s.links[path]; linked != nil {
		return linked
	}
	for _, at := range s.order {
		if rest, ok := strings.CutPrefix(at, path+"("); ok && s.entities[at] != nil && strings.Count(rest, "/") == 0 {
			list = append(list, at)
		}
	}
	return list
}

// collection answers pages of two.
func (s *odataService) collection(w http.ResponseWriter, r *http.Request, path string) {
	list, page := s.below(path), map[string]any{"@odata.context": s.base + "/$metadata#x"}
	if r.URL.Query().Get("$count") == "true" {
		page["@odata.count"] = len(list)
	}
	if r.URL.Query().Get("$skiptoken") == "2" {
		list = list[2:]
	} else if len(list) > 2 {
		list, page["@odata.nextLink"] = list[:2], s.base+path+"?$skiptoken=2"
	}
	value := []any{}
	for _, at := range list {
		value = append(value, s.entities[at])
	}
	page["value"] = value
	answer(w, http.StatusOK, page)
}

func (s *odataService) create(w http.ResponseWriter, path string, body []byte) {
	var v map[string]any
	err := exactly(body, &v)
	key := s.keyOf(path[strings.LastIndexByte(path, '/')+1:], v)
	if err != nil || key == "" {
		fail(w, http.StatusBadRequest, "badRequest", "an entity needs a key")
		return
	}
	at := path + key
	if s.entities[at] != nil {
		fail(w, http.StatusConflict, "conflict", at+" is there already")
		return
	}
	s.entities[at], s.versions[at] = v, 1
	s.order = append(s.order, at)
	w.Header().Set("Location", s.base+at)
	w.Header().Set("ETag", s.etag(at))
	answer(w, http.StatusCreated, v)
}

// keyOf is the key of an entity as it stands in addresses; "" where it lacks one.
// A property deep inside is written path=alias.
func (s *odataService) keyOf(collection string, v map[string]any) string {
	parts := s.keys[collection]
	if parts == nil {
		parts = []string{"id"}
	}
	var list []string
	for _, part := range parts {
		path, name, _ := strings.Cut(part, "=")
		var value any = v
		for segment := range strings.SplitSeq(path, "/") {
			inner, _ := value.(map[string]any)
			value = inner[segment]
		}
		text := fmt.Sprint(value)
		switch _, isText := value.(string); {
		case value == nil:
			return ""
		case isText && !plainKey.MatchString(text):
			text = "'" + strings.ReplaceAll(text, "'", "''") + "'"
		}
		if len(parts) > 1 {
			text = cmp.Or(name, path) + "=" + text
		}
		list = append(list, text)
	}
	return "(" + strings.Join(list, ",") + ")"
}

// plainKey are dates and guids, which stand in addresses without quotes.
var plainKey = regexp.MustCompile(`^\d{4}-\d\d-\d\d$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

func (s *odataService) etag(at string) string { return fmt.Sprintf(`W/"%d"`, s.versions[at]) }

func (s *odataService) entity(w http.ResponseWriter, r *http.Request, at string, body []byte) {
	if match := r.Header.Get("If-Match"); match != "" && match != "*" && match != s.etag(at) {
		fail(w, http.StatusPreconditionFailed, "changed", "it has changed since")
		return
	}
	if r.Method == http.MethodDelete {
		s.entities[at] = nil
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if r.Method == http.MethodPut {
		s.entities[at] = map[string]any{}
	}
	if r.Method == http.MethodPatch || r.Method == http.MethodPut {
		if err := json.Unmarshal(body, new(map[string]any)); err != nil {
			fail(w, http.StatusBadRequest, "badRequest", err.Error())
			return
		}
		v := s.entities[at]
		_ = exactly(body, &v)
		s.versions[at]++
	}
	w.Header().Set("ETag", s.etag(at))
	switch {
	case r.Method == http.MethodGet && r.Header.Get("If-None-Match") == s.etag(at):
		w.WriteHeader(http.StatusNotModified)
	case r.Header.Get("Prefer") == "return=minimal":
		w.Header().Set("OData-EntityId", s.base+at)
		w.WriteHeader(http.StatusNoContent)
	default:
		answer(w, http.StatusOK, s.entities[at])
	}
}

func (s *odataService) reference(w http.ResponseWriter, r *http.Request, path string, body []byte) {
	var link map[string]string
	_ = json.Unmarshal(body, &link)
	target, _ := url.PathUnescape(strings.TrimPrefix(link["@odata.id"], s.base))
	switch r.Method {
	case http.MethodPost:
		s.links[path] = append(s.links[path], target)
	case http.MethodPut:
		s.links[path] = []string{target}
	case http.MethodDelete:
		gone := strings.TrimPrefix(r.URL.Query().Get("$id"), s.base)
		s.links[path] = slices.DeleteFunc(s.links[path], func(at string) bool { return gone == "" || at == gone })
	default:
		value := []any{}
		for _, at := range s.links[path] {
			value = append(value, map[string]any{"@odata.id": at})
		}
		answer(w, http.StatusOK, map[string]any{"value": value})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *odataService) stream(w http.ResponseWriter, r *http.Request, path string, body []byte) {
	if r.Method == http.MethodPut {
		s.streams[path], s.types[path] = body, r.Header.Get("Content-Type")
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if s.streams[path] == nil {
		fail(w, http.StatusNotFound, "notFound", "there is no stream")
		return
	}
	w.Header().Set("Content-Type", s.types[path])
	_, _ = w.Write(s.streams[path])
}

// changes tells of all entities, also of those that are gone.
func (s *odataService) changes(w http.ResponseWriter, path string) {
	value := []any{}
	for _, at := range s.order {
		switch id := strings.ReplaceAll(strings.Trim(strings.TrimPrefix(at, path), "()'"), "''", "'"); {
		case !strings.HasPrefix(at, path+"("):
		case s.entities[at] == nil:
			value = append(value, map[string]any{"id": id, "@removed": map[string]any{"reason": "deleted"}})
		default:
			value = append(value, s.entities[at])
		}
	}
	answer(w, http.StatusOK, map[string]any{"value": value, "@odata.deltaLink": s.base + path + "?$deltatoken=1"})
}

// batch answers the parts in turn (OData JSON 4.01, section 19).
func (s *odataService) batch(w http.ResponseWriter, r *http.Request) {
	var envelope struct {
		Requests []struct {
			ID, Method, URL string
			Headers         map[string]string
			Body            json.RawMessage
			DependsOn       []string
		}
	}
	if err := json.NewDecoder(r.Body).Decode(&envelope); err != nil || len(envelope.Requests) > 20 {
		fail(w, http.StatusBadRequest, "badRequest", "at most 20 requests")
		return
	}
	failed, responses := map[string]bool{}, []any{}
	for _, part := range envelope.Requests {
		one := httptest.NewRecorder()
		request := httptest.NewRequest(part.Method, s.base+"/"+part.URL, bytes.NewReader(part.Body))
		request.RequestURI = "/" + part.URL
		for name, value := range part.Headers {
			request.Header.Set(name, value)
		}
		if slices.ContainsFunc(part.DependsOn, func(id string) bool { return failed[id] }) {
			fail(one, http.StatusFailedDependency, "dependency", "what it waits for failed")
		} else {
			s.ServeHTTP(one, request)
		}
		failed[part.ID] = one.Code >= 300
		response := map[string]any{"id": part.ID, "status": one.Code, "headers": map[string]string{"content-type": "application/json", "etag": one.Header().Get("ETag")}}
		if one.Body.Len() > 0 {
			response["body"] = json.RawMessage(one.Body.Bytes())
		}
		responses = append(responses, response)
	}
	answer(w, http.StatusOK, map[string]any{"responses": responses})
}

// put has an entity stand at an address.
func (s *odataService) put(at, entity string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	var v map[string]any
	if err := exactly([]byte(entity), &v); err != nil {
		panic(err)
	}
	s.entities[at], s.versions[at] = v, 1
	s.order = append(s.order, at)
}

// exactly reads JSON with its numbers as they are.
func exactly(text []byte, v any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode(v)
}
