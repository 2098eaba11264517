{{%AUTOESCAPE context="HTML"}}<h1>{{HEADING}}</h1>
<p class="lead">What you agree here stands for both sides, and for everybody who may read the community. You can use Markdown: *emphasis*, lists, links. Name no pupils.</p>
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="title">Name of the project</label>
{{#TITLE_PROBLEM}}<p class="problem" id="title-problem">{{WORDS}}</p>{{/TITLE_PROBLEM}}
<input id="title" name="title" value="{{PROJECT_TITLE}}" maxlength="300" aria-describedby="title-problem"{{#TITLE_PROBLEM}} aria-invalid="true"{{/TITLE_PROBLEM}}>
<label for="improve">What do you want to improve?</label>
<p class="hint" id="improve-hint">In a sentence or two, and how you would notice that it is better.</p>
{{#IMPROVE_PROBLEM}}<p class="problem" id="improve-problem">{{WORDS}}</p>{{/IMPROVE_PROBLEM}}
<textarea id="improve" name="improve" rows="4" aria-describedby="improve-hint improve-problem"{{#IMPROVE_PROBLEM}} aria-invalid="true"{{/IMPROVE_PROBLEM}}>
{{IMPROVE:p}}</textarea>
<label for="how">How?</label>
{{#HOW_PROBLEM}}<p class="problem" id="how-problem">{{WORDS}}</p>{{/HOW_PROBLEM}}
<textarea id="how" name="how" rows="6" aria-describedby="how-problem"{{#HOW_PROBLEM}} aria-invalid="true"{{/HOW_PROBLEM}}>
{{HOW:p}}</textarea>
<fieldset id="partners"><legend>Partners</legend>
<p class="hint">Each school or institution that takes part, and a grown-up there whom one can ask.</p>
{{#PARTNERS_PROBLEM}}<p class="problem">{{WORDS}}</p>{{/PARTNERS_PROBLEM}}
{{#PARTNER}}{{#PARTNER_PROBLEM}}<p class="problem" id="partner-{{LINE}}-problem">{{WORDS}}</p>{{/PARTNER_PROBLEM}}
<div class="row"><input id="partner-{{LINE}}" name="partner_name_{{LINE}}" value="{{PARTNER_NAME}}" maxlength="300" aria-label="School or institution {{NUMBER}}" placeholder="School or institution" aria-describedby="partner-{{LINE}}-problem"{{#PARTNER_PROBLEM}} aria-invalid="true"{{/PARTNER_PROBLEM}}>
<input name="partner_contact_{{LINE}}" value="{{PARTNER_CONTACT}}" maxlength="300" aria-label="Whom to ask at school or institution {{NUMBER}}" placeholder="Whom to ask there" aria-describedby="partner-{{LINE}}-problem"></div>
{{/PARTNER}}</fieldset>
<label for="school_brings">What the school side brings</label>
<p class="hint" id="school-hint">Time, classes, rooms, reports: what it commits itself to.</p>
{{#SCHOOL_PROBLEM}}<p class="problem" id="school-problem">{{WORDS}}</p>{{/SCHOOL_PROBLEM}}
<textarea id="school_brings" name="school_brings" rows="4" aria-describedby="school-hint school-problem"{{#SCHOOL_PROBLEM}} aria-invalid="true"{{/SCHOOL_PROBLEM}}>
{{SCHOOL_BRINGS:p}}</textarea>
<label for="research_brings">What the research side brings</label>
<p class="hint" id="research-hint">Visits, analysis, words that teachers can use: what it commits itself to.</p>
{{#RESEARCH_PROBLEM}}<p class="problem" id="research-problem">{{WORDS}}</p>{{/RESEARCH_PROBLEM}}
<textarea id="research_brings" name="research_brings" rows="4" aria-describedby="research-hint research-problem"{{#RESEARCH_PROBLEM}} aria-invalid="true"{{/RESEARCH_PROBLEM}}>
{{RESEARCH_BRINGS:p}}</textarea>
<label for="stage">How far it is</label>
<select id="stage" name="stage">{{#STAGE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/STAGE}}</select>
<fieldset id="tasks"><legend>Tasks</legend>
<p class="hint">Each has an owner, who looks after it.</p>
{{#TASKS_PROBLEM}}<p class="problem">{{WORDS}}</p>{{/TASKS_PROBLEM}}
{{#TASK}}{{#TASK_PROBLEM}}<p class="problem" id="task-{{LINE}}-problem">{{WORDS}}</p>{{/TASK_PROBLEM}}
<div class="row"><input id="task-{{LINE}}" name="task_{{LINE}}" value="{{TASK_WORDS}}" maxlength="300" aria-label="Task {{NUMBER}}" placeholder="What is to be done" aria-describedby="task-{{LINE}}-problem"{{#TASK_PROBLEM}} aria-invalid="true"{{/TASK_PROBLEM}}>
<input name="task_owner_{{LINE}}" value="{{TASK_OWNER}}" maxlength="300" aria-label="Owner of task {{NUMBER}}" placeholder="Owner" aria-describedby="task-{{LINE}}-problem">
<select name="task_state_{{LINE}}" aria-label="How far task {{NUMBER}} is">{{#TASK_STATE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/TASK_STATE}}</select></div>
{{/TASK}}</fieldset>
<fieldset id="involvement"><legend>Who is involved, and how</legend>
<p class="hint">For each stage. Groups only: nobody is named. Who was involved only late is shown as such.</p>
{{#INVOLVEMENT_PROBLEM}}<p class="problem">{{WORDS}}</p>{{/INVOLVEMENT_PROBLEM}}
<div class="scroll" role="region" aria-label="Who is involved, and how" tabindex="0"><table>
<thead><tr><td></td>{{#SIDE}}<th scope="col">{{SIDE_NAME}}</th>{{/SIDE}}</tr></thead>
<tbody>{{#INVOLVED_IN}}<tr><th scope="row">{{WORK}}</th>{{#INVOLVED}}<td><select name="{{FIELD}}" aria-label="{{WORK}}: {{SIDE_NAME}}"><option value="">not involved</option>{{#DEGREE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/DEGREE}}</select></td>{{/INVOLVED}}</tr>
{{/INVOLVED_IN}}</tbody>
</table></div></fieldset>
<label for="questions">Questions that it came from (optional)</label>
<p class="hint" id="questions-hint">The address of each on a line of its own.</p>
{{#QUESTIONS_PROBLEM}}<p class="problem" id="questions-problem">{{WORDS}}</p>{{/QUESTIONS_PROBLEM}}
<textarea id="questions" name="questions" rows="2" aria-describedby="questions-hint questions-problem"{{#QUESTIONS_PROBLEM}} aria-invalid="true"{{/QUESTIONS_PROBLEM}}>
{{QUESTIONS:p}}</textarea>
<label for="instruments">Tools for measuring that it uses (optional)</label>
<p class="hint" id="instruments-hint">The address of each on a line of its own. <a href="/tools">Tools for measuring</a></p>
{{#INSTRUMENTS_PROBLEM}}<p class="problem" id="instruments-problem">{{WORDS}}</p>{{/INSTRUMENTS_PROBLEM}}
<textarea id="instruments" name="instruments" rows="2" aria-describedby="instruments-hint instruments-problem"{{#INSTRUMENTS_PROBLEM}} aria-invalid="true"{{/INSTRUMENTS_PROBLEM}}>
{{INSTRUMENTS:p}}</textarea>
<label for="language">Language of this text</label>
{{#LANGUAGE_PROBLEM}}<p class="problem" id="language-problem">{{WORDS}}</p>{{/LANGUAGE_PROBLEM}}
<input id="language" name="language" value="{{LANGUAGE}}" autocapitalize="none" spellcheck="false" placeholder="en" aria-describedby="language-problem"{{#LANGUAGE_PROBLEM}} aria-invalid="true"{{/LANGUAGE_PROBLEM}}>
<button>Publish it</button>
<button class="second" name="more" value="yes">Show more empty lines for partners and tasks</button>
</form>
