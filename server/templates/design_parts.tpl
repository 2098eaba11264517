{{%AUTOESCAPE context="HTML"}}<h3>Type</h3>
<p class="crumb"><a href="#{{WAY}}">The way back</a></p>
<div class="heading"><p class="found">What stands beside a heading</p><div class="row"><button class="second">Join</button></div></div>
<p class="lead">A lead says what the page is for.</p>
<p>Text, with <a href="#{{WAY}}">a link</a>, <strong>what matters</strong>, <code>code</code> and <mark>what was looked for</mark>.</p>
<p class="quiet">Quiet words: who, when, where.</p>
<div class="words" dir="auto"><p>Words that somebody wrote, in their own direction.</p><blockquote><p>What they quote.</p></blockquote><pre><code>fold(paper, 3)</code></pre></div>
<h3>Buttons</h3>
<div class="row"><button>The one thing to do</button> <button class="second">Something else</button> <button class="plain">Something small</button> <button class="danger">Delete it</button> <button class="plain danger">Drop it</button> <button disabled>Not now</button> <a class="button" href="#{{WAY}}">A link that acts</a></div>
<h3>Summary of errors</h3>
<div class="problems" aria-labelledby="{{WAY}}-problems"><h4 id="{{WAY}}-problems">There is a problem</h4>
<p>The question was not sent; your text is still here.</p>
<ul><li><a href="#{{WAY}}-title">Give your question a title, so that others find it.</a></li>
<li><a href="#{{WAY}}-words">Describe your question in a sentence or two.</a></li></ul></div>
<h3>Fields</h3>
<form method="get" action="/design">
<label for="{{WAY}}-title">Title</label>
<p class="hint" id="{{WAY}}-title-hint">One line that others can search for.</p>
<p class="problem" id="{{WAY}}-title-problem">Give your question a title, so that others find it.</p>
<input id="{{WAY}}-title" name="title" aria-describedby="{{WAY}}-title-hint {{WAY}}-title-problem" aria-invalid="true">
<label for="{{WAY}}-words">Your question</label>
<p class="problem" id="{{WAY}}-words-problem">Describe your question in a sentence or two.</p>
<textarea id="{{WAY}}-words" name="words" rows="3" aria-describedby="{{WAY}}-words-problem" aria-invalid="true"></textarea>
<label for="{{WAY}}-right">A field with nothing wrong</label>
<input id="{{WAY}}-right" name="right" value="Fractions in Year 7" placeholder="fractions">
<label for="{{WAY}}-kind">Kind of question</label>
<select id="{{WAY}}-kind" name="kind"><option>Practice</option><option>Research</option></select>
<label class="check"><input type="checkbox" name="agree" checked> I agree</label>
<label class="tick"><input type="checkbox" name="tick"> Reviewed guides only</label>
<div class="row line"><div><label for="{{WAY}}-subject">Subject</label><input id="{{WAY}}-subject" name="subject"></div>
<div><label for="{{WAY}}-phase">Phase</label><select id="{{WAY}}-phase" name="phase"><option>Primary</option></select></div></div>
<label for="{{WAY}}-find">Find a community</label>
<div class="row"><input id="{{WAY}}-find" name="find"><button class="second">Find</button></div>
<div class="narrow"><label for="{{WAY}}-code">A narrow form: code</label><input id="{{WAY}}-code" name="code" inputmode="numeric"></div>
<fieldset class="audience"><legend>Audience chooser</legend>
<label class="check"><input type="radio" name="{{WAY}}-audience" checked> <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><circle cx="10" cy="10" r="8"/><path d="M2 10h16M10 2c-5 5-5 11 0 16 5-5 5-11 0-16"/></svg> <span>Everyone: members, partners and the public</span></label>
<label class="check"><input type="radio" name="{{WAY}}-audience"> <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M2 10l8-7 8 7M4.5 8.5V17h11V8.5M8.5 17v-5h3v5"/></svg> <span>Stays here: members of this school</span></label></fieldset>
<details class="pictures" open><summary>Pictures</summary><img class="brought" src="/assets/community.png" alt="A picture that was brought"></details>
<ul class="completions" role="listbox" aria-label="Names"><li role="option" aria-selected="true">@ben Ben</li><li role="option" aria-selected="false">@beth Beth</li></ul>
<div class="row send"><button>Send the question</button></div>
<section class="preview"><h4>Preview: nothing is sent yet</h4><p>How it will look.</p></section>
</form>
<h3>Tags and badges of states</h3>
<p><span class="tag">Retrieval practice</span> <span class="badge">Version 3</span> <span class="badge good">Reviewed</span> <span class="badge bad">Does not answer</span></p>
<h3>Cards and people</h3>
<ol class="cards news"><li class="card"><p>Ben answered <a href="#{{WAY}}">your question</a></p></li></ol>
<ul class="cards"><li class="card"><h4><a href="#{{WAY}}">A guide in a list</a></h4><p class="quiet person">Ada Okafor (hillside.example), <time datetime="2026-09-01T10:00:00Z">1 September 2026, 10:00 UTC</time></p><p>What it says in a sentence.</p></li></ul>
<dl class="facts"><dt>Begins</dt><dd>1 September 2026</dd><dt>Coming</dt><dd>12 of at most 40</dd></dl>
<h3>Questions, votes, answers</h3>
<ol class="questions"><li><div class="count good"><strong>2 answers</strong><span>accepted</span></div><div><h4><a href="#{{WAY}}">Does retrieval practice help with fractions?</a></h4><p class="tag">Pinned</p><p class="quiet">Practice · Secondary · Mathematics</p></div></li>
<li><div class="count"><strong>No answers</strong></div><div><h4><a href="#{{WAY}}">How do we begin with folding paper?</a></h4><p class="quiet">3 schools would like this answered too</p></div></li></ol>
<div class="answer"><p>An answer.</p><ul class="marks"><li>Useful in practice: <strong>3</strong> <button class="second">Useful in my practice</button></li><li>Thanks: <strong>1</strong> <button class="plain">You said thank you. Take it back</button></li></ul>
<div class="comment"><p>A comment below it.</p></div></div>
<div class="answer accepted"><p class="badge good">Accepted answer</p><p>The answer that helped the asker.</p></div>
<ul class="schools"><li>Hillside School</li><li>Riverside School</li></ul>
<h3>Tabs and pager</h3>
<nav class="tabs" aria-label="Example of tabs, {{WAY}}"><ul><li><a href="#{{WAY}}" aria-current="page">Questions</a></li><li><a href="#{{WAY}}">Unanswered</a></li><li><a href="#{{WAY}}">Guides</a></li></ul></nav>
<p class="pager"><a rel="next" href="#{{WAY}}">Older questions</a></p>
<nav class="contents" aria-label="Example of contents, {{WAY}}"><ul><li><a href="#{{WAY}}">What research says</a></li><li><a href="#{{WAY}}">What practice says</a></li></ul></nav>
<h3>Timeline of states</h3>
<ol class="steps"><li class="done">Asked</li><li class="done" aria-current="step">Accepted</li><li>Reviewed</li><li class="failed">Not delivered</li></ol>
<h3>Table</h3>
<div class="scroll" role="region" aria-label="Example of a table, {{WAY}}" tabindex="0"><table><thead><tr><th scope="col">Version</th><th scope="col">Adopted</th><th scope="col">Better</th></tr></thead><tbody><tr><th scope="row">Version 2</th><td>11</td><td>7</td></tr><tr><th scope="row">Version 1</th><td>3</td><td>1</td></tr></tbody></table></div>
<h3>Figure</h3>
<figure class="plot-block"><svg class="plot" viewBox="0 0 240 60" role="img" aria-label="Example of a figure, {{WAY}}"><g class="series-1" fill="currentColor"><rect x="10" y="20" width="40" height="30"/></g><g class="series-2" fill="currentColor"><rect x="60" y="10" width="40" height="40"/></g><path class="hatch" d="M60 14H100" stroke="currentColor"/><path class="rule" d="M0 50H240" stroke="currentColor"/></svg></figure>
<h3>Difference</h3>
<div class="difference"><p>Begin with halves.</p><p><del><span class="aside">Removed: </span>Then thirds.</del></p><p><ins><span class="aside">Added: </span>Then quarters, by folding once more.</ins></p></div>
<h3>Notices, an empty place, progress</h3>
<p class="notice">Sent. Waiting for the university to pass it on.</p>
<p class="notice" role="status">Saved.</p>
<p class="notice warn">Read-only for now.</p>
<p class="notice bad">Nothing was sent. What you typed is still here.</p>
<p class="empty">Nobody has asked anything here yet. Yours would be the first question.</p>
<progress value="12" max="40" aria-label="Earlier questions that are here"></progress>
<h3>Menu and what opens</h3>
<details class="menu"><summary>Menu</summary></details>
<details open><summary>What opens without a script</summary><p>What was inside.</p></details>
<ul class="codes"><li><code>AB12-CD34</code></li><li><code>EF56-GH78</code></li></ul>
<h3>Dialog and toast</h3>
<div class="dialog"><h4>Delete your question?</h4><p>It goes from here, and the partners that have it are told to delete it too.</p><div class="row"><button class="danger">Delete it</button> <a href="#{{WAY}}">Keep it</a></div></div>
<p class="toast" role="status">The draft is kept.</p>
